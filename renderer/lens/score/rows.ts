import { create } from 'zustand'
import type { TraceKey } from '../../../electron/shared/ipc/lens_data'
import { type Task, useTasks } from '../../state/tasks'

/** What a trace doesn't keep of one row and the engine computes anew, on demand. */

/** Which row: one answer token in one layer. */
export interface RowKey {
  trace: TraceKey
  token: number
  layer: number
}

/** What is known of a row, and what is under way. */
export interface OfRow<T> {
  /** The name of the task that computes it, in state/tasks.ts. */
  name: string
  value?: T
  task?: Task
  problem?: string
  look(): void
}

/** Rows that were asked for lately: each is as long as the text, or many times that, so only few are kept. */
const MOST = 8

/** A hook that tells what is known of a row, and asks for it. `what`: the job's name, such as "heads". */
export function ofRows<T>(what: string, compute: (order: RowKey & { job: string }) => Promise<T>) {
  const useKept = create<{ rows: { name: string; value: T }[] }>()(() => ({ rows: [] }))
  const isOf = (name: string) => (row: { name: string }) => row.name === name
  return function useOfRow({ trace, token, layer }: RowKey): OfRow<T> {
    const name = `${what} ${trace.answer} ${trace.generation} ${token} ${layer}`
    const value = useKept(({ rows }) => rows.find(isOf(name))?.value)
    const task = useTasks((state) => state.running[name])
    const problem = useTasks((state) => state.problems[name])
    const look = async () => {
      const value = await useTasks.getState().run(name, (job) => compute({ job, trace, token, layer }))
      if (value === undefined) return
      useKept.setState(({ rows }) => ({
        rows: [...rows.filter((row) => !isOf(name)(row)), { name, value }].slice(-MOST),
      }))
    }
    return { name, value, task, problem, look: () => void look() }
  }
}
