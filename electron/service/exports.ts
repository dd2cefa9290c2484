import { basename } from 'node:path'
import { native } from '../engine/native'
import { readAnalysis } from '../export/saved/read'
import { textHash } from '../export/saved/text_hash'
import { writeExport } from '../export/write'
import type { EngineCalls, EngineEvents, Handlers } from '../shared/ipc/calls'
import type { Tell } from '../shared/ipc/port'
import type { Jobs } from './jobs'
import { importAnswer } from './recorded'

type ExportCalls = 'export.write' | Extract<keyof EngineCalls, `analysis.${string}`>

/** Progress is told at most so often. */
const TELL_MS = 100

/** What is written and read for others, in the engine's process: the window and main stay free. */
export function exportHandlers(jobs: Jobs, tell: Tell<EngineEvents>): Pick<Handlers<EngineCalls>, ExportCalls> {
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
    'analysis.read': ({ job, path, into }) =>
      jobs.run(job, (signal) => readAnalysis(path, basename(path), into, signal)),
    'analysis.import': (order) => jobs.run(order.job, (signal) => importAnswer(order, native(), signal)),
    'analysis.textHash': ({ path }) => textHash(path),
  }
}
