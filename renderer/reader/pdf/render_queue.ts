export interface RenderJob {
  /** Smaller is sooner; asked when the next one is chosen. */
  distance(): number
  run(signal: AbortSignal): Promise<void>
}

interface Waiting {
  job: RenderJob
  signal: AbortSignal
}

/** Draws one page at a time, the one nearest to where the reader is first; what scrolled away is never begun. */
export class RenderQueue {
  private readonly waiting = new Set<Waiting>()
  private running = 0

  constructor(private readonly atOnce = 1) {}

  /** Returns how to take the job back, whether it waits or runs. */
  add(job: RenderJob): () => void {
    const stop = new AbortController()
    const entry = { job, signal: stop.signal }
    this.waiting.add(entry)
    // all pages of one frame should be here before one of them is chosen
    queueMicrotask(() => this.next())
    return () => {
      this.waiting.delete(entry)
      stop.abort()
    }
  }

  private next(): void {
    if (this.running >= this.atOnce || this.waiting.size === 0) return
    const nearest = [...this.waiting].reduce((a, b) => (b.job.distance() < a.job.distance() ? b : a))
    this.waiting.delete(nearest)
    this.running++
    nearest.job
      .run(nearest.signal)
      .catch(() => {})
      .finally(() => {
        this.running--
        this.next()
      })
  }
}
