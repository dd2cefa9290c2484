import { create } from 'zustand'
import type { Statistics } from '../../../electron/ipc/experiment_data'
import type { TraceKey } from '../../../electron/ipc/lens_data'
import { ask } from '../../ipc/client'
import { announce } from '../../state/announcements'
import { useTasks } from '../../state/tasks'

export const COUNT_TASK = 'statistics'

/** What was counted last, and over which traces. */
export interface CountingState {
  traces: TraceKey[]
  statistics?: Statistics
  count(traces: TraceKey[]): Promise<void>
  /** What is shown, as CSV. */
  save(): Promise<void>
}

export const useCounting = create<CountingState>()((set, get) => ({
  traces: [],
  async count(traces) {
    const { run } = useTasks.getState()
    const statistics = await run(COUNT_TASK, (job) => ask('experiment.statistics', { job, traces }))
    if (!statistics) return
    set({ traces, statistics })
    announce('The selections are counted.')
  },
  async save() {
    const { traces } = get()
    const { run } = useTasks.getState()
    if (await run(COUNT_TASK, (job) => ask('experiment.exportStatistics', { job, traces })))
      announce('The statistics are saved as CSV.')
  },
}))
