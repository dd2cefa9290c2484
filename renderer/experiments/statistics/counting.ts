import { create } from 'zustand'
import type { Statistics } from '../../../electron/shared/ipc/experiment_data'
import type { TraceKey } from '../../../electron/shared/ipc/lens_data'
import { ask } from '../../ipc/client'
import { announce } from '../../state/announcements'
import { useTasks } from '../../state/tasks'
import type { Saved } from './saved'

export const COUNT_TASK = 'statistics'

/** What was counted last, and over which answers. */
export interface CountingState {
  counted: readonly Saved[]
  statistics?: Statistics
  count(answers: readonly Saved[]): Promise<void>
  /** What is shown, as CSV. */
  save(): Promise<void>
}

const tracesOf = (answers: readonly Saved[]): TraceKey[] => answers.flatMap(({ traces }) => traces)

export const useCounting = create<CountingState>()((set, get) => ({
  counted: [],
  async count(answers) {
    const { run } = useTasks.getState()
    const statistics = await run(COUNT_TASK, (job) => ask('experiment.statistics', { job, traces: tracesOf(answers) }))
    if (!statistics) return
    set({ counted: answers, statistics })
    announce('The selections are counted.')
  },
  async save() {
    const traces = tracesOf(get().counted)
    const { run } = useTasks.getState()
    if (await run(COUNT_TASK, (job) => ask('experiment.exportStatistics', { job, traces })))
      announce('The statistics are saved as CSV.')
  },
}))
