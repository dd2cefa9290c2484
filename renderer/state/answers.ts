import { create } from 'zustand'
import type { AnswerEntry, AnswerSentence, Progress } from '../../electron/shared/ipc/answer_data'
import { ask } from '../ipc/client'

/** Answers about one document, newest last, growing as they are written. */
export interface AnswersState {
  document?: string
  /** Until they are there for the first time. */
  isLoading: boolean
  answers: AnswerEntry[]
  /** Which text of an answer is being written, by answer: see AnswerEntry.text. */
  writing: Record<string, Writing>

  load(document: string): Promise<void>
  changed(answer: AnswerEntry): void
  removed(answer: string): void
  progressed(answer: string, progress: Progress): void
  wroteSentence(answer: string, sentence: AnswerSentence): void
  close(): void
}

/** Each part of a long document has a text of its own, and so has each merge. */
interface Writing {
  section: string
  /** Index that the text will have in the result's generations. */
  generation: number
}

const NOTHING = { document: undefined, isLoading: false, answers: [], writing: {} }

export const answersStore = () =>
  create<AnswersState>()((set, get) => ({
    ...NOTHING,
    async load(document) {
      set({ ...NOTHING, document, isLoading: true })
      try {
        const answers = await ask('answers.list', { document })
        if (get().document === document) set({ answers })
      } finally {
        if (get().document === document) set({ isLoading: false })
      }
    },
    changed: (answer) => {
      if (answer.document !== get().document) return
      const known = get().answers.some(({ id }) => id === answer.id)
      set({ answers: known ? updated(get().answers, answer.id, () => answer) : [...get().answers, answer] })
    },
    removed: (answer) => set({ answers: get().answers.filter(({ id }) => id !== answer) }),
    progressed: (answer, progress) => {
      if (!get().answers.some(({ id }) => id === answer)) return
      const writing = (one: Writing) => ({ ...get().writing, [answer]: one })
      // the text to come is the one after all first looks
      if (progress.stage === 'look') return set({ writing: writing({ section: FIRST, generation: progress.parts }) })
      if (progress.stage !== 'answer') return
      const before = get().writing[answer]
      const section = sectionOf(progress)
      const isNew = before !== undefined && before.section !== section
      const generation = before ? before.generation + (isNew ? 1 : 0) : progress.merging ? 0 : progress.part
      set({
        writing: writing({ section, generation }),
        answers: updated(get().answers, answer, (grown) =>
          isNew
            ? { ...grown, state: 'answering', text: progress.token, sentences: [] }
            : { ...grown, state: 'answering', text: grown.text + progress.token },
        ),
      })
    },
    wroteSentence: (answer, sentence) =>
      set({ answers: updated(get().answers, answer, (a) => ({ ...a, sentences: [...a.sentences, sentence] })) }),
    close: () => set(NOTHING),
  }))

/** About the open document. */
export const useAnswers = answersStore()

const sectionOf = ({ merging, part }: { merging: boolean; part: number }) => `${merging} ${part}`
const FIRST = sectionOf({ merging: false, part: 0 })

const updated = (answers: AnswerEntry[], id: string, change: (answer: AnswerEntry) => AnswerEntry) =>
  answers.map((answer) => (answer.id === id ? change(answer) : answer))
