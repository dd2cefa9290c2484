import type { TokenRange } from '../documents/sections'
import type { Alignment } from '../shared/document/alignment'
import type { Progress } from '../shared/ipc/answer_data'

/** Turns "so many tokens of this part are read" into what people want to know: page, speed, time left. */
export class PrefillClock {
  private readonly total: number
  /** Where the part at hand began to be read: kept tokens and answers between parts have no part in the speed. */
  private begin?: { part: number; done: number; at: number }
  private tokens = 0
  private seconds = 0

  constructor(
    private readonly document: Alignment,
    private readonly parts: readonly TokenRange[],
    private readonly onProgress?: (progress: Progress) => void,
  ) {
    this.total = parts.reduce((sum, part) => sum + part.to - part.from, 0)
  }

  /** `done` tokens of the part are in the cache. Its first call for a part says how many were there before. */
  report(part: number, done: number): void {
    const now = performance.now()
    if (this.begin?.part === part) {
      this.tokens += done - this.begin.done
      this.seconds += (now - this.begin.at) / 1000
    }
    this.begin = { part, done, at: now }
    const { from } = this.parts[part]!
    const read = from - this.parts[0]!.from + done
    const tokensPerSecond = this.seconds > 0 ? this.tokens / this.seconds : 0
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
