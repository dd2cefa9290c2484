import type { EngineCalls, EngineEvents, Handlers } from '../shared/ipc/calls'
import type { Tell } from '../shared/ipc/port'
import { Answers } from './answers'
import { Desk } from './desk'
import { documentHandlers } from './documents'
import { Experiments } from './experiments'
import { exportHandlers } from './exports'
import { Jobs } from './jobs'
import { engineStatus } from './status'
import { traceHandlers } from './traces'
import { Turns } from './turns'

/** All that the engine does for main. */
export function engineHandlers(tell: Tell<EngineEvents>): Handlers<EngineCalls> {
  const desk = new Desk()
  const jobs = new Jobs()
  const turns = new Turns(jobs, desk)
  return {
    ...documentHandlers(jobs, tell),
    ...new Answers(desk, turns, tell).handlers(),
    ...new Experiments(desk, turns, tell).handlers(),
    ...traceHandlers(),
    ...exportHandlers(jobs, tell),
    'job.cancel': ({ job }) => jobs.cancel(job),
    'engine.status': engineStatus,
    'engine.ping': () => undefined,
  }
}
