import { exportHandlers } from '../../export/handlers'
import type { EngineCalls, EngineEvents, Handlers } from '../../ipc/calls'
import type { Tell } from '../../ipc/port'
import { Answers } from './answers'
import { Desk } from './desk'
import { documentHandlers } from './documents'
import { engineStatus } from './status'
import { traceHandlers } from './traces'

/** All that the engine does for main. */
export function engineHandlers(tell: Tell<EngineEvents>): Handlers<EngineCalls> {
  return {
    ...documentHandlers(tell),
    ...new Answers(new Desk(), tell).handlers(),
    ...traceHandlers(),
    ...exportHandlers(tell),
    'engine.status': engineStatus,
    'engine.ping': () => undefined,
  }
}
