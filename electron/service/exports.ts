import { basename } from 'node:path'
import { EngineError } from '../engine/errors'
import { readAnalysis } from '../export/saved/read'
import { textHash } from '../export/saved/text_hash'
import { writeExport } from '../export/write'
import type { EngineCalls, EngineEvents, Handlers } from '../shared/ipc/calls'
import type { Tell } from '../shared/ipc/port'

type ExportCalls = 'export.write' | 'export.cancel' | 'analysis.read' | 'analysis.textHash' | 'analysis.cancel'

/** Progress is told at most so often. */
const TELL_MS = 100

/** What is written and read for others, in the engine's process: the window and main stay free. */
export function exportHandlers(tell: Tell<EngineEvents>): Pick<Handlers<EngineCalls>, ExportCalls> {
  const jobs = new Map<string, AbortController>()
  const cancel = ({ job }: { job: string }) => jobs.get(job)?.abort(new EngineError('cancelled', 'Cancelled.'))
  const run = async <T>(job: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    const controller = new AbortController()
    jobs.set(job, controller)
    try {
      return await work(controller.signal)
    } finally {
      jobs.delete(job)
    }
  }
  return {
    'export.write': ({ job, order }) => {
      let told = 0
      const onProgress = (done: number, total: number) => {
        const now = performance.now()
        if (now - told < TELL_MS) return
        told = now
        tell('export.progress', { job, done, total })
      }
      return run(job, (signal) => writeExport(order, { signal, onProgress }))
    },
    'export.cancel': cancel,
    'analysis.read': ({ job, path, into }) => run(job, (signal) => readAnalysis(path, basename(path), into, signal)),
    'analysis.textHash': ({ path }) => textHash(path),
    'analysis.cancel': cancel,
  }
}
