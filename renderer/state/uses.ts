import { create } from 'zustand'

/**
 * What a sentence of the document was used for: how often each token of an answer selected it. The lens fills it, the
 * answer pane shades its tokens by it.
 */
export interface UsesState {
  answer?: string
  /** Index in the answer's result.generations. */
  generation: number
  /** For each answer token; undefined: nothing is asked, or not answered yet. */
  count?: Uint32Array
  /** Highest of `count`. */
  max: number

  setUses(answer: string, generation: number, count: Uint32Array): void
  clear(): void
}

export const useUses = create<UsesState>()((set) => ({
  generation: 0,
  max: 0,
  setUses: (answer, generation, count) =>
    set({ answer, generation, count, max: count.reduce((most, n) => Math.max(most, n), 0) }),
  clear: () => set({ answer: undefined, generation: 0, count: undefined, max: 0 }),
}))
