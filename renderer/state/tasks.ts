import { create } from 'zustand'
import type { JobProgress } from '../../electron/shared/ipc/experiment_data'
import { CallFailure } from '../../electron/shared/ipc/failure'
import { bytes } from '../../electron/shared/shown/numbers'
import { ask, listen } from '../ipc/client'

/** A job of the engine that was asked for by a view: checks, experiments, counts. */
export interface Task {
  job: string
  progress?: JobProgress
  isStopping?: boolean
}

/** What is under way, and what failed, by what it is for: such as "ask" or "check <answer> 0 3". */
export interface TasksState {
  running: Record<string, Task>
  /** One sentence each. */
  problems: Record<string, string>

  /** Undefined if it was stopped, if it failed (then there is a problem), or if one of this name runs already. */
  run<T>(name: string, work: (job: string) => Promise<T>): Promise<T | undefined>
  stop(name: string): Promise<void>
  /** A problem that was read. */
  forget(name: string): void
}

export const useTasks = create<TasksState>()((set, get) => {
  const change = (name: string, changes: Partial<Task>) => {
    const task = get().running[name]
    if (task) set({ running: { ...get().running, [name]: { ...task, ...changes } } })
  }
  return {
    running: {},
    problems: {},
    async run(name, work) {
      if (get().running[name]) return undefined
      const job = crypto.randomUUID()
      get().forget(name)
      set({ running: { ...get().running, [name]: { job } } })
      const stopListening = listen({
        'job.progress': ({ job: of, progress }) => of === job && change(name, { progress }),
      })
      try {
        return await work(job)
      } catch (error) {
        if (!(error instanceof CallFailure && error.code === 'cancelled')) fail(name, error as Error)
        return undefined
      } finally {
        stopListening()
        set({ running: without(get().running, name) })
      }
    },
    async stop(name) {
      const task = get().running[name]
      if (!task || task.isStopping) return
      change(name, { isStopping: true })
      await ask('job.cancel', { job: task.job }).catch((error: Error) => fail(name, error))
    },
    forget: (name) => set({ problems: without(get().problems, name) }),
  }

  function fail(name: string, { message }: Error): void {
    set({ problems: { ...get().problems, [name]: message } })
  }
})

function without<T>(record: Record<string, T>, name: string): Record<string, T> {
  const { [name]: _gone, ...others } = record
  return others
}

const STEPS: Record<JobProgress['step'], string> = {
  load: 'Loading the model',
  calibrate: 'Getting to know the model',
  restore: 'Bringing back what it read',
  read: 'Reading the text',
  score: 'Scoring the answer’s words again',
  answer: 'Writing the answer',
  build: 'Preparing',
  measure: 'Measuring',
  count: 'Counting',
  hash: 'Reading all of its files',
}

/** Where all that is known is a share, the whole is 1. */
const isInBytes = ({ step, total }: JobProgress) => (step === 'load' || step === 'hash') && total > 1

/** What a task does, in words, and how far it has come with it. */
export function taskWords({ progress, isStopping }: Task): { words: string; share?: number } {
  if (isStopping) return { words: 'Stopping…' }
  if (!progress) return { words: 'Waiting for the model…' }
  const { step, done, total } = progress
  const words = isInBytes(progress) ? `${STEPS[step]}: ${bytes(done)} of ${bytes(total)}` : `${STEPS[step]}…`
  return { words, share: total > 0 ? done / total : undefined }
}
