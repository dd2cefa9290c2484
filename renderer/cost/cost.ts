import { create } from 'zustand'
import type { CostReport } from '../../electron/shared/ipc/cost_data'
import type { JobProgress } from '../../electron/shared/ipc/experiment_data'
import { CallFailure } from '../../electron/shared/ipc/failure'
import { ask, listen } from '../ipc/client'
import { announce } from '../state/announcements'

/** A measurement under way. */
export interface Measuring {
  job: string
  progress?: JobProgress
  isStopping?: boolean
}

/** What reading and answering cost on this computer: the last measurement, and one that is under way. */
export interface CostState {
  /** null: not measured yet with the model in use; undefined: not asked yet. */
  report?: CostReport | null
  /** One sentence. */
  problem?: string
  running?: Measuring

  load(): Promise<void>
  /** `most`: deepest point, in tokens; as deep as can be if undefined. */
  measure(most?: number): Promise<void>
  cancel(): Promise<void>
}

export const useCost = create<CostState>()((set, get) => ({
  async load() {
    try {
      set({ report: await ask('cost.report'), problem: undefined })
    } catch (error) {
      set({ report: null, problem: (error as Error).message })
    }
  },
  async measure(most) {
    if (get().running) return
    const job = crypto.randomUUID()
    set({ running: { job }, problem: undefined })
    const stop = listen({
      'job.progress': ({ job: of, progress }) => {
        const { running } = get()
        if (of === job && running) set({ running: { ...running, progress } })
      },
    })
    try {
      set({ report: await ask('cost.measure', { job, most }) })
      announce('What it costs is measured.')
    } catch (error) {
      if (!(error instanceof CallFailure && error.code === 'cancelled')) set({ problem: (error as Error).message })
    } finally {
      stop()
      set({ running: undefined })
    }
  },
  async cancel() {
    const { running } = get()
    if (!running || running.isStopping) return
    set({ running: { ...running, isStopping: true } })
    await ask('job.cancel', { job: running.job }).catch((error: Error) => set({ problem: error.message }))
  },
}))

/** What a measurement does, in words, and how far it has come with it. */
export function measuringWords({ progress, isStopping }: Measuring): { words: string; share?: number } {
  if (isStopping) return { words: 'Stopping…' }
  if (!progress) return { words: 'Waiting for the model: it is busy, or being loaded.' }
  const { step, note, done, total } = progress
  const what = { build: 'Preparing', measure: 'Measuring' }[step as string] ?? 'Loading the model'
  return { words: note ? `${what} ${note}` : what, share: total > 0 ? done / total : undefined }
}
