import { create } from 'zustand'
import type { Check } from '../../../electron/shared/ipc/experiment_data'
import type { TraceKey } from '../../../electron/shared/ipc/lens_data'
import { ask } from '../../ipc/client'
import { announce } from '../../state/announcements'
import { useTasks } from '../../state/tasks'

/** How likely an answer's tokens still are when the model can't see some sentences. */
export interface Checked {
  /** Change in log-probability of each answer token, in nats: below 0, it has become less likely. */
  changes: Float32Array
  /** Positions that were out of sight. */
  positions: number
}

/** What was checked, by trace and sentences; kept while the window is open. */
export interface ChecksState {
  results: Record<string, Checked>
  /** Each set of the trace's sentences by itself; those that are known are not asked for again. */
  check(trace: TraceKey, sets: readonly number[][]): Promise<void>
}

export const useChecks = create<ChecksState>()((set, get) => ({
  results: {},
  async check(trace, sets) {
    const leaveOut = sets.filter((one) => !get().results[checkName(trace, one)])
    if (leaveOut.length === 0) return
    const found = await useTasks
      .getState()
      .run(taskName(trace, sets), (job) => ask('experiment.check', { job, trace, leaveOut }))
    if (!found) return
    set({ results: { ...get().results, ...checksOf(trace, found) } })
    announce(leaveOut.length === 1 ? 'Checked: the result is in the list.' : 'Checked: the results are in the list.')
  },
}))

export const checkName = ({ answer, generation }: TraceKey, sentences: readonly number[]): string =>
  `${answer} ${generation} ${[...sentences].sort((a, b) => a - b).join(',')}`

/** Of the task that checks these sets. */
export const taskName = (trace: TraceKey, sets: readonly number[][]): string =>
  `check ${sets.map((one) => checkName(trace, one)).join(' ')}`

export function checksOf(trace: TraceKey, { logProbabilities: before, without }: Check): Record<string, Checked> {
  return Object.fromEntries(
    without.map(({ sentences, positions, logProbabilities }) => [
      checkName(trace, sentences),
      { changes: logProbabilities.map((now, token) => now - before[token]!), positions },
    ]),
  )
}
