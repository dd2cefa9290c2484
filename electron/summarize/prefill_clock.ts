import type { Alignment } from '../documents/alignment'
import type { TokenRange } from '../documents/sections'
import type { Progress } from './types'

/** Turns "so many tokens of this part are read" into what people want to know: page, speed, time left. */
export class PrefillClock {
  private readonly total: number
  private readonly started = performance.now()

  constructor(
    private readonly document: Alignment,
    private readonly parts: readonly TokenRange[],
    private readonly onProgress?: (progress: Progress) => void,
  ) {
    this.total = parts.reduce((sum, part) => sum + part.to - part.from, 0)
  }

  /** `done` tokens of the part are in the cache. */
  report(part: number, done: number): void {
    const { from } = this.parts[part]!
    const read = from - this.parts[0]!.from + done
    const tokensPerSecond = (read * 1000) / Math.max(1, performance.now() - this.started)
    this.onProgress?.({
      stage: 'prefill',
      done: read,
      total: this.total,
      page: this.document.pageOfToken(Math.max(0, from + done - 1)),
      pages: this.document.document.pages.length,
      tokensPerSecond,
      secondsLeft: tokensPerSecond > 0 ? (this.total - read) / tokensPerSecond : Number.POSITIVE_INFINITY,
    })
  }
}
