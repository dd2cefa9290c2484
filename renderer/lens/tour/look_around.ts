import { openSample } from '../../actions/opening'
import { showAnswers } from '../../actions/panes'
import { useTour } from './tour'

/** The guided look begins, and goes on while the sample is being read: its first step needs nothing of it. */
export function lookAround(): void {
  showAnswers()
  useTour.getState().start()
  void openSample()
}
