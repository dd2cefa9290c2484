import { create } from 'zustand'
import type { Comparison } from '../../electron/shared/ipc/comparison_data'
import { ask } from '../ipc/client'
import { answersStore } from './answers'

/** The library's documents that are compared. */
export interface Versions {
  before: string
  after: string
}

/** Two versions of a document beside each other, in place of the open document; undefined `versions`: none are. */
export interface ComparisonState {
  versions?: Versions
  /** Undefined until it is there. */
  comparison?: Comparison
  problem?: string

  open(versions: Versions): Promise<void>
  close(): void
}

/** Answers about each of the two. */
export const useAnswersBefore = answersStore()
export const useAnswersAfter = answersStore()

const NOTHING = { versions: undefined, comparison: undefined, problem: undefined }

export const useComparison = create<ComparisonState>()((set, get) => ({
  async open(versions) {
    set({ ...NOTHING, versions })
    useAnswersBefore.getState().close()
    useAnswersAfter.getState().close()
    const isWanted = () => get().versions === versions
    try {
      const comparison = await ask('library.compare', versions)
      if (!isWanted()) return
      set({ comparison })
      await useAnswersBefore.getState().load(versions.before)
      await useAnswersAfter.getState().load(versions.after)
    } catch (error) {
      if (isWanted()) set({ problem: (error as Error).message })
    }
  },
  close() {
    set(NOTHING)
    useAnswersBefore.getState().close()
    useAnswersAfter.getState().close()
  },
}))
