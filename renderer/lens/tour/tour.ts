import { create } from 'zustand'
import type { AnswerEntry } from '../../../electron/shared/ipc/answer_data'
import { useAnswers } from '../../state/answers'
import { useApp } from '../../state/app'
import { useDocument } from '../../state/document'
import { useLens } from '../../state/lens'
import { sentenceOf } from '../subject/answer_tokens'
import { newestComplete } from '../subject/looked_at'
import { type Step, stepsFor } from './steps'

/** The guided look: where one is in it; undefined: it isn't under way. */
export interface TourState {
  step?: number
  start(): void
  /** Beyond the last step it is over. */
  go(step: number): void
  leave(): void
}

/** What had the focus when it began has it again afterwards. */
let before: HTMLElement | undefined

export const useTour = create<TourState>()((set, get) => ({
  start: () => {
    before = document.activeElement instanceof HTMLElement ? document.activeElement : undefined
    set({ step: 0 })
  },
  go: (step) => {
    if (step >= stepsNow().length) return get().leave()
    set({ step: Math.max(0, step) })
  },
  leave: () => {
    set({ step: undefined })
    if (before?.isConnected) before.focus()
    before = undefined
  },
}))

/** The answer that the tour looks at: the newest complete one about the open document. */
export const tourAnswer = (answers: readonly AnswerEntry[]) => newestComplete(answers)

/** As the answer's model, or else the one in use, needs them. */
export const stepsNow = (): readonly Step[] =>
  stepsFor(tourAnswer(useAnswers.getState().answers)?.result?.model ?? useApp.getState().status?.model)

/** Brings the window to what a step is about, as far as there is an answer. */
export function show({ view, goesToSource, asksUse }: Step): void {
  const answer = tourAnswer(useAnswers.getState().answers)
  if (!view || !answer?.result) return
  const { sentences } = answer.result.generations[answer.result.main]!.answer
  const best = sentences.find(({ support }) => support === 'supported') ?? sentences[0]
  if (!best) return
  const lens = useLens.getState()
  // one may have clicked another sentence meanwhile
  const chosen = lens.open && lens.answer === answer.id && lens.span && sentenceOf(sentences, lens.span)
  if (!chosen) lens.look(answer.id, answer.result.main, { from: best.from, to: best.to })
  const source = (chosen || best).evidence[0]?.sentence
  lens.askUnit(asksUse ? source : undefined)
  lens.show(view)
  if (goesToSource || asksUse) goTo(source)
}

function goTo(sentence: number | undefined): void {
  const { alignment, source, goTo } = useDocument.getState()
  const unit = sentence === undefined ? undefined : (alignment?.sentences[sentence] ?? source?.sentences[sentence])
  if (unit) goTo(unit.start, unit.end)
}
