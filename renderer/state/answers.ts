import { create } from 'zustand'
import type { AnswerEntry, AnswerSentence, Progress } from '../../electron/ipc/answer_data'
import { ask } from '../ipc/client'

/** Answers about the open document, newest last, and what is happening to them right now. */
export interface AnswersState {
  document?: string
  answers: AnswerEntry[]
  /** Of answers at work, by id. */
  progress: Record<string, Progress>

  load(document: string): Promise<void>
  changed(answer: AnswerEntry): void
  removed(answer: string): void
  progressed(answer: string, progress: Progress): void
  wroteSentence(answer: string, sentence: AnswerSentence): void
}

export const useAnswers = create<AnswersState>()((set, get) => ({
  answers: [],
  progress: {},
  async load(document) {
    set({ document, answers: [], progress: {} })
    const answers = await ask('answers.list', { document })
    if (get().document === document) set({ answers })
  },
  changed: (answer) => {
    if (answer.document !== get().document) return
    const known = get().answers.some(({ id }) => id === answer.id)
    set({ answers: known ? get().answers.map((a) => (a.id === answer.id ? answer : a)) : [...get().answers, answer] })
  },
  removed: (answer) => set({ answers: get().answers.filter(({ id }) => id !== answer) }),
  progressed: (answer, progress) => {
    const before = get().progress[answer]
    set({ progress: { ...get().progress, [answer]: progress } })
    if (progress.stage === 'answer') set({ answers: updated(get().answers, answer, (a) => grown(a, before, progress)) })
  },
  wroteSentence: (answer, sentence) =>
    set({ answers: updated(get().answers, answer, (a) => ({ ...a, sentences: [...a.sentences, sentence] })) }),
}))

const updated = (answers: AnswerEntry[], id: string, change: (answer: AnswerEntry) => AnswerEntry) =>
  answers.map((answer) => (answer.id === id ? change(answer) : answer))

/** An answer with one token more. Each part of a long document, and each merge, begins a text of its own. */
function grown(answer: AnswerEntry, before: Progress | undefined, now: Progress & { stage: 'answer' }): AnswerEntry {
  const goesOn = before?.stage !== 'answer' || (before.part === now.part && before.merging === now.merging)
  return goesOn ? { ...answer, text: answer.text + now.token } : { ...answer, text: now.token, sentences: [] }
}
