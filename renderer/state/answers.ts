import type { z } from 'zod'
import { create } from 'zustand'
import type { AnswerEntry, ProgressSchema } from '../../electron/ipc/answer_data'
import { ask } from '../ipc/client'

type Progress = z.infer<typeof ProgressSchema>

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
  progressed: (answer, progress) => set({ progress: { ...get().progress, [answer]: progress } }),
}))
