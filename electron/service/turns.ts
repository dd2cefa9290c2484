import { setImmediate } from 'node:timers/promises'
import { EngineError } from '../engine/errors'
import type { Desk } from './desk'

/** Whose turn it is with the model: one job at a time, and after each what it read is kept. */
export class Turns {
  private running?: { id: string; folder: string | undefined; controller: AbortController }
  /** Settles when the last job is done. */
  private done: Promise<unknown> = Promise.resolve()
  /** Settles when the KV cache that it left is written. */
  private kept: Promise<void> = Promise.resolve()

  constructor(private readonly desk: Desk) {}

  /** Throws EngineError 'busy' while another one is at work. `folder`: of the document that it reads. */
  async take<T>(id: string, folder: string | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (this.running) {
      throw new EngineError('busy', 'The model is busy with another request; wait for it or cancel it.')
    }
    const controller = new AbortController()
    this.running = { id, folder, controller }
    const working = this.inTurn(() => work(controller.signal))
    this.done = working.catch(() => {})
    return working
  }

  cancel(id: string): void {
    if (this.running?.id === id) this.running.controller.abort(new EngineError('cancelled', 'Cancelled.'))
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
    await this.desk.keepSession().catch(() => {}) // then it is read again
  }
}
