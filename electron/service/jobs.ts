import { EngineError } from '../engine/errors'

/** Everything that takes long, by the id that main chose for it: `job.cancel` ends any of them. */
export class Jobs {
  private readonly running = new Map<string, AbortController>()

  /** Rejects with what `work` rejects with; once cancelled that should be an error of code 'cancelled'. */
  async run<T>(job: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController()
    this.running.set(job, controller)
    try {
      return await work(controller.signal)
    } finally {
      this.running.delete(job)
    }
  }

  /** No harm if it is not at work (any more). */
  cancel(job: string): void {
    this.running.get(job)?.abort(new EngineError('cancelled', 'Cancelled.'))
  }
}
