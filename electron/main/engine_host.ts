import type { Ask, EngineCalls, EngineEvents } from '../shared/ipc/calls'
import { engineCalls, engineEvents } from '../shared/ipc/contract'
import { CallFailure } from '../shared/ipc/failure'
import { type Connection, connect, type Listeners, type Port } from '../shared/ipc/port'
import { MEMORY_FULL, SERVERS_LOST } from '../shared/ipc/processes'
import { Watchdog } from './watchdog'

/** A process that serves the engine's calls. */
export interface EngineProcess {
  port: Port
  kill(): void
  /** `what` says how it ended, such as "exit code 134". */
  onExit(listener: (what: string) => void): void
}

export interface EngineHostOptions {
  start(): EngineProcess
  listeners: Listeners<EngineEvents>
  /** Every change of `state`; `lost` is a sentence if the engine ended by itself while it had work. */
  onState(state: EngineState, lost?: string): void
  watch?: { everyMs: number; patience: number }
}

export type EngineState = 'starting' | 'ready' | 'ended'

interface Running {
  process: EngineProcess
  connection: Connection<typeof engineCalls>
  watchdog: Watchdog
  /** Calls that wait for an answer. */
  pending: number
  /** Why we ended it. */
  ending?: string
  /** Is to be replaced. */
  stale?: boolean
}

const LOST = 'ask again and it starts anew'

/** The engine itself prints which machine it was, and finds out when it is asked again. */
const endWords = (what: string): string =>
  what === `exit code ${SERVERS_LOST}`
    ? 'The connection to a machine that computes a part of the model broke, or it took too long; see whether sparselens-rpc-server still runs there, then ask again.'
    : `The engine stopped unexpectedly (${what}); ${LOST}.`

/** A process says so by its exit status alone: of what it held nothing is sure any more. */
const endCode = (what: string): string => (what === `exit code ${MEMORY_FULL}` ? 'out-of-memory' : 'engine-ended')

/**
 * The engine, wherever it runs: started with the first call and again with the first call after it ended. When it ends,
 * calls that wait fail with 'engine-ended'. One that answers no ping while it has work is ended.
 */
export class EngineHost {
  state: EngineState = 'ended'
  private running: Running | undefined
  private closed = false

  constructor(private readonly options: EngineHostOptions) {}

  readonly ask: Ask<EngineCalls> = async (name, ...input) => {
    if (this.closed) throw new CallFailure('engine-ended', 'SparseLens is closing.')
    const running = this.running ?? this.start()
    running.pending++
    try {
      return await running.connection.ask(name, ...input)
    } finally {
      running.pending--
      if (running.stale) this.retire(running)
    }
  }

  /** For what is only worth asking if it need not be started for it. */
  get isRunning(): boolean {
    return this.running !== undefined
  }

  /** Ends it; the next call starts it again. `why`: a sentence for those who wait. */
  kill(why: string): void {
    if (!this.running) return
    this.running.ending = why
    this.running.process.kill()
  }

  /** Another one is to take its place, as soon as nobody waits for this one. */
  renew(): void {
    if (!this.running) return
    this.running.stale = true
    this.retire(this.running)
  }

  /** Ends it for good. */
  close(): void {
    this.closed = true
    this.kill('SparseLens was closed.')
  }

  private start(): Running {
    const process = this.options.start()
    const connection = connect(process.port, engineCalls, engineEvents, this.options.listeners)
    const running: Running = {
      process,
      connection,
      pending: 0,
      watchdog: this.watch(connection, () => running.pending),
    }
    this.running = running
    process.onExit((what) => this.ended(running, what))
    this.change('starting')
    connection.ask('engine.ping').then(
      () => this.running === running && this.change('ready'),
      () => {},
    )
    return running
  }

  private watch(connection: Connection<typeof engineCalls>, pending: () => number): Watchdog {
    return new Watchdog({
      ...(this.options.watch ?? { everyMs: 3000, patience: 10 }),
      isNeeded: () => pending() > 0,
      ping: () => connection.ask('engine.ping'),
      onHung: () => this.kill(`The engine hung and was stopped; ${LOST}.`),
    })
  }

  private retire(running: Running): void {
    if (running.pending > 0 || this.running !== running) return
    this.running = undefined
    running.process.kill()
  }

  private ended(running: Running, what: string): void {
    running.watchdog.stop()
    const message = running.ending ?? endWords(what)
    const hadWork = running.pending > 0
    running.connection.close({ code: running.ending ? 'engine-ended' : endCode(what), message })
    if (this.running !== running) return
    this.running = undefined
    this.change('ended', hadWork && !this.closed ? message : undefined)
  }

  private change(state: EngineState, lost?: string): void {
    this.state = state
    this.options.onState(state, lost)
  }
}
