import { create } from 'zustand'

/** What people change of an answer's excerpts before they ask again. */
export interface ExcerptsState {
  answer?: string
  /** Indices of the document's sentences. */
  out: ReadonlySet<number>
  added: readonly number[]

  toggle(answer: string, sentence: number): void
  add(answer: string, sentences: readonly number[]): void
  clear(): void
}

const NOTHING = { answer: undefined, out: new Set<number>(), added: [] as readonly number[] }

export const useExcerpts = create<ExcerptsState>()((set, get) => {
  const of = (answer: string) => (get().answer === answer ? get() : { ...NOTHING, answer })
  return {
    ...NOTHING,
    toggle: (answer, sentence) => {
      const { out, added } = of(answer)
      const next = new Set(out)
      if (!next.delete(sentence)) next.add(sentence)
      set({ answer, out: next, added })
    },
    add: (answer, sentences) => {
      const { out, added } = of(answer)
      set({
        answer,
        out: new Set([...out].filter((one) => !sentences.includes(one))),
        added: [...new Set([...added, ...sentences])],
      })
    },
    clear: () => set(NOTHING),
  }
})
