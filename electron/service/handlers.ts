import type { EngineCalls, EngineEvents, Handlers } from '../shared/ipc/calls'
import type { Tell } from '../shared/ipc/port'
import { AnswerRunner } from './answer_runner'
import { documentHandlers } from './documents'
import { ExperimentRunner } from './experiment_runner'
import { exportHandlers } from './exports'
import { Jobs } from './jobs'
import { modelHandlers } from './models'
import { OpenSession } from './open_session'
import { readerHandlers } from './reader_handlers'
import { engineStatus } from './status'
import { traceHandlers } from './traces'
import { Turns } from './turns'

/** All that the engine does for main. */
export function engineHandlers(tell: Tell<EngineEvents>): Handlers<EngineCalls> {
  const openSession = new OpenSession((path) => tell('model.loaded', { path }))
  const jobs = new Jobs()
  const turns = new Turns(jobs, openSession)
  return {
    ...readerHandlers(tell, jobs),
    ...documentHandlers,
    ...new AnswerRunner(openSession, turns, tell).handlers(),
    ...new ExperimentRunner(openSession, turns, tell).handlers(),
    ...traceHandlers(),
    ...exportHandlers(jobs, tell),
    ...modelHandlers({ jobs, turns, openSession, tell }),
    'engine.status': engineStatus,
  }
}
