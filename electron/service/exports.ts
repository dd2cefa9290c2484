import { writeExport } from '../export/write'
import type { EngineCalls, EngineEvents, Handlers } from '../shared/ipc/calls'
import type { Tell } from '../shared/ipc/port'
import type { Jobs } from './jobs'

/** Progress is told at most so often. */
const TELL_MS = 100

/** What is written for others, in the engine's process: the window and main stay free. */
export function exportHandlers(jobs: Jobs, tell: Tell<EngineEvents>): Pick<Handlers<EngineCalls>, 'export.write'> {
  return {
    'export.write': ({ job, order }) => {
      let told = 0
      const onProgress = (done: number, total: number) => {
        const now = performance.now()
        if (now - told < TELL_MS) return
        told = now
        tell('export.progress', { job, done, total })
      }
      return jobs.run(job, (signal) => writeExport(order, { signal, onProgress }))
    },
  }
}
