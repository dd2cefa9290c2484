import { create } from 'zustand'
import type { AnswerEntry } from '../../electron/shared/ipc/answer_data'
import type { ExperimentResult } from '../../electron/shared/ipc/experiment_data'
import type { TraceKey } from '../../electron/shared/ipc/lens_data'

/** What a run is about: an answer's generation, or a raw prompt. */
export type About =
  | { kind: 'answer'; trace: TraceKey }
  | { kind: 'prompt'; prompt: string; framed: boolean; generation?: undefined }

/** An experiment that was done: the same request, asked otherwise. Not an answer: nothing of it is saved. */
export interface Run {
  about: About
  result: ExperimentResult
  /** As the lens takes it: its id is the run's, its one generation is 0. */
  entry: AnswerEntry
  /** What was changed, in words: "Top-k 64, 2 sentences left out"; of a raw prompt with its first words. */
  changed: string
}

/** Runs of this session, oldest first. */
export interface RunsState {
  runs: Run[]
  add(run: Run): void
}

export const useRuns = create<RunsState>()((set, get) => ({
  runs: [],
  add: (run) => set({ runs: [...get().runs, run] }),
}))

export const runOf = (runs: readonly Run[], id: string | undefined): Run | undefined =>
  runs.find(({ entry }) => entry.id === id)

/** Whether this is a run and no answer. */
export const useIsRun = (id: string): boolean => useRuns(({ runs }) => runOf(runs, id) !== undefined)
