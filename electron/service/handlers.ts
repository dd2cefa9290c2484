import type { EngineCalls, EngineEvents, Handlers } from '../shared/ipc/calls'
import type { Tell } from '../shared/ipc/port'
import { traceHandlers } from '../trace/questions'
import { Answers } from './answers'
import { Desk } from './desk'
import { documentHandlers } from './documents'
import { Experiments } from './experiments'
import { exportHandlers } from './exports'
import { engineStatus } from './status'
import { Turns } from './turns'

/** All that the engine does for main. */
export function engineHandlers(tell: Tell<EngineEvents>): Handlers<EngineCalls> {
  const desk = new Desk()
  const turns = new Turns(desk)
  return {
    ...documentHandlers(tell),
    ...new Answers(desk, turns, tell).handlers(),
    ...new Experiments(desk, turns, tell).handlers(),
    ...traceHandlers(),
    ...exportHandlers(tell),
    'engine.status': engineStatus,
    'engine.ping': () => undefined,
  }
}
