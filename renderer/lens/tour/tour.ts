import { create } from 'zustand'
import { useAnswers } from '../../state/answers'
import { useDocument } from '../../state/document'
import { useLens } from '../../state/lens'
import { newestComplete } from '../alignment'
import { STEPS } from './steps'

/** The guided look: where one is in it; undefined: it isn't under way. */
export interface TourState {
  step?: number
  start(): void
  go(step: number): void
  leave(): void
}

export const useTour = create<TourState>()((set, get) => ({
  start: () => set({ step: 0 }),
  go: (step) => {
    if (step >= STEPS.length || step < 0) return get().leave()
    set({ step })
    show(step)
  },
  leave: () => set({ step: undefined }),
}))

/** The answer that the tour looks at: of the open document, complete and with a sentence that has a source. */
export const tourAnswer = (answers = useAnswers.getState().answers) => newestComplete(answers)

/** Brings the lens to what a step is about. */
export function show(index: number): void {
  const step = STEPS[index]
  const answer = tourAnswer()
  if (!step?.view || !answer?.result) return
  const lens = useLens.getState()
  const generation = answer.result.generations[answer.result.main]!
  const best =
    generation.answer.sentences.find(({ support }) => support === 'supported') ?? generation.answer.sentences[0]
  if (!best) return
  const isThere = lens.open && lens.answer === answer.id && lens.span !== undefined
  if (!isThere) lens.look(answer.id, answer.result.main, { from: best.from, to: best.to })
  lens.askUnit(step.asksBest ? best.evidence[0]?.sentence : undefined)
  lens.show(step.view)
  const unit = useDocument.getState().alignment?.sentences[best.evidence[0]?.sentence ?? -1]
  if (unit && (index === 2 || step.asksBest)) useDocument.getState().goTo(unit.start, unit.end)
}
