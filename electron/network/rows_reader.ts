import { Base64Bytes } from './base64_bytes'
import type { LongString } from './long_string'
import { RowsFault, type RowsShape, TopKRows } from './top_k_rows'

/**
 * Reads the rows of an answer out of its stream. What is wrong with them must not cost the answer: the first fault is
 * kept as text, and what follows is dropped.
 */
export class RowsReader implements LongString {
  fault: string | undefined
  private isBegun = false
  private isEnded = false
  private readonly rows: TopKRows
  private readonly base64: Base64Bytes

  constructor(
    readonly name: string,
    form: 'raw' | 'npy',
    mostRows: number,
    onRows: (positions: Int32Array, shape: RowsShape) => void,
  ) {
    this.rows = new TopKRows(form, mostRows, onRows)
    this.base64 = new Base64Bytes((bytes) => this.rows.push(bytes))
  }

  /** Queries whose rows were read. */
  get count(): number {
    return this.rows.rows
  }

  onBytes(bytes: Buffer): void {
    this.isBegun = true
    this.guarded(() => this.base64.push(bytes))
  }

  onEnd(): void {
    if (!this.isBegun) return // an empty one
    // a second one in the same answer would be another sequence's
    if (this.isEnded) this.fault ??= 'it comes twice'
    this.guarded(() => {
      const isWhole = this.base64.end()
      if (isWhole) this.rows.end()
      return isWhole
    })
    this.isEnded = true
  }

  /** Why the rows can't be used once the answer has ended, which had so many tokens; undefined if they can, or if none came. */
  faultOf(sequence: number): string | undefined {
    if (this.fault !== undefined || !this.isBegun) return this.fault
    if (!this.isEnded) return 'its rows are cut off'
    // the last token was never read: servers differ in whether they count it
    if (this.count === sequence - 1 || this.count === sequence) return undefined
    return `it holds the rows of ${this.count} tokens, and ${sequence - 1} were read`
  }

  private guarded(work: () => boolean): void {
    if (this.fault !== undefined) return
    try {
      if (!work()) this.fault = "it isn't base64"
    } catch (error) {
      if (!(error instanceof RowsFault)) throw error
      this.fault = error.message
    }
  }
}
