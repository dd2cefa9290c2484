import { useDocument } from '../state/document'
import { useLens } from '../state/lens'
import { rangeAt } from './search'

interface Unit {
  start: number
  end: number
}

/** What can be pointed at: the lens's units once there are tokens, the document's sentences until then. */
export function units(): readonly Unit[] {
  const { alignment, source } = useDocument.getState()
  return alignment?.sentences ?? source?.sentences ?? []
}

/** The unit that holds a character. */
export function unitAt(character: number | undefined): Unit | undefined {
  return character === undefined ? undefined : units()[rangeAt(units(), character)]
}

/** Asks what a unit was used for. Before the first answer there is nothing it could have been used for. */
export function askAt(character: number | undefined): void {
  const sentences = useDocument.getState().alignment?.sentences
  if (!sentences || character === undefined) return
  const unit = rangeAt(sentences, character)
  if (unit < 0) return
  const { askedUnit, askUnit } = useLens.getState()
  askUnit(askedUnit === unit ? undefined : unit)
}
