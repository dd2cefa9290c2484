import type { Trace } from '../engine/native_trace'
import type { TraceMeta } from '../trace/meta'
import { metaText } from '../trace/meta'

/**
 * Saves a trace while it grows: one save at a time, and of those that wait only the last. A failed save doesn't stop
 * the answer.
 */
export class TraceSaver {
  private work: Promise<void> | undefined
  private again = false
  private failure: Error | undefined
  private last: { trace: Trace; meta: TraceMeta } | undefined

  constructor(private readonly path: string) {}

  save(trace: Trace, meta: TraceMeta): void {
    this.again = true
    this.last = { trace, meta }
    this.work ??= this.saveAll().finally(() => {
      this.work = undefined
    })
  }

  /** Resolves once all is written; with the failure of the last save, if it failed. */
  async settled(): Promise<Error | undefined> {
    await this.work
    return this.failure
  }

  /** Saves what couldn't be saved before, and closes the trace. */
  async finish(): Promise<void> {
    await this.write()
    this.close()
  }

  close(): void {
    this.last?.trace.close()
  }

  private async write(): Promise<void> {
    const { trace, meta } = this.last!
    await trace.save(this.path, metaText(meta))
  }

  private async saveAll(): Promise<void> {
    while (this.again) {
      this.again = false
      try {
        await this.write()
        this.failure = undefined
      } catch (error) {
        this.failure = error as Error
      }
    }
  }
}
