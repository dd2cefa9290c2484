import { setImmediate } from 'node:timers/promises'
import { EngineError } from '../engine/errors'
import type { Jobs } from './jobs'
import type { OpenSession } from './open_session'

/** Whose turn it is with the model: one job at a time, and after each what it read is kept. */
export class Turns {
  private running?: { folder: string | undefined }
  /** Settles when the last job is done. */
  private done: Promise<unknown> = Promise.resolve()
  /** Settles when the KV cache that it left is written. */
  private kept: Promise<void> = Promise.resolve()

  constructor(
    private readonly jobs: Jobs,
    private readonly openSession: OpenSession,
  ) {}

  /** Throws EngineError 'busy' while another one is at work. `folder`: of the document that it reads. */
  async take<T>(job: string, folder: string | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (this.running) {
      throw new EngineError('busy', 'The model is busy with another request; wait for it or cancel it.')
    }
    this.running = { folder }
    const working = this.jobs.run(job, (signal) => this.inTurn(() => work(signal)))
    this.done = working.catch(() => {})
    return working
  }

  /** Resolves once nothing is at work or being kept. */
  async settled(): Promise<void> {
    await this.done
    await this.kept
  }

  /** Resolves once nothing is at work with this document. */
  async settledWith(folder: string): Promise<void> {
    if (this.running?.folder === folder) await this.done
    await this.kept
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    try {
      await this.kept
      return await work()
    } finally {
      this.running = undefined
      this.kept = this.keepSoon()
    }
  }

  /** The result goes out first. */
  private async keepSoon(): Promise<void> {
    await setImmediate()
    await this.openSession.keep().catch(() => {}) // then it is read again
  }
}
