import { nonsense } from './failures'
import { type LongString, LongStringCut } from './long_string'

/** Bytes of an event without its long string. */
const MOST_EVENT = 32 << 20

/** Reads server-sent events: bytes go in, and the data of each complete event comes out, its long string empty. */
export class EventStream {
  private pending: Buffer = Buffer.alloc(0)
  private readonly cut: LongStringCut

  constructor(
    long: LongString,
    private readonly host: string,
  ) {
    this.cut = new LongStringCut(long)
  }

  push(chunk: Buffer): string[] {
    this.pending = Buffer.concat([this.pending, this.cut.push(chunk)])
    const found: string[] = []
    let from = 0
    for (let end = this.pending.indexOf('\n'); end >= 0; end = this.pending.indexOf('\n', from)) {
      const line = this.pending.subarray(from, end).toString('utf8').replace(/\r$/, '')
      if (line.startsWith('data:')) found.push(line.slice(5).trimStart())
      from = end + 1
    }
    this.pending = this.pending.subarray(from)
    if (this.pending.length > MOST_EVENT) throw nonsense(this.host, 'an event without an end')
    return found
  }

  /** Whether nothing is left: an event without its end isn't one. */
  get isWhole(): boolean {
    const held = this.cut.end()
    return held !== undefined && `${this.pending}${held}`.trim() === ''
  }
}
