/** No longer context is compared. */
const LONGEST_CONTEXT = 8

/** Evaluating more tokens at once costs more than steps of one token would. */
const MOST_DRAFTED = 8

/**
 * A further token is drafted while it will be kept with at least this chance: evaluating it along costs about a quarter of
 * a step, and graphs of another size a little more. This and the doubts were chosen on answers about ten of the
 * evaluation's texts (native/README.md).
 */
const WORTH = 0.4

/** What speaks against a guess from 1, 2, 3 or more tokens of context, counted as places where something else followed. */
const DOUBTS = [1.5, 0.5, 0.3]

/** How soon drafts that come to nothing are believed to go on so. */
const PATIENCE = 2

/**
 * What an answer may go on with, copied from where its last tokens stood before: answers repeat question and document.
 * Only time depends on it (NativeContext.stepThrough). The most frequent continuation of the longest context in common is
 * drafted, the latest of equals.
 */
export class Drafts {
  private readonly tokens: number[] = []
  /** Where each token stands. */
  private readonly places = new Map<number, number[]>()
  private hoped = 0
  private kept = 0

  constructor(before: Iterable<number>) {
    for (const token of before) this.push(token)
  }

  push(token: number): void {
    const places = this.places.get(token)
    if (places) places.push(this.tokens.length)
    else this.places.set(token, [this.tokens.length])
    this.tokens.push(token)
  }

  /** What is worth being evaluated along with the last token. */
  next(): number[] {
    const { tokens } = this
    const said = tokens.length
    const trust = Math.min(1, (this.kept + PATIENCE) / (this.hoped + PATIENCE))
    let chance = 1
    while (tokens.length - said < MOST_DRAFTED) {
      const guess = this.guess()
      chance *= guess.chance * trust
      if (chance < WORTH) break
      this.hoped += chance
      tokens.push(guess.token)
    }
    return tokens.splice(said)
  }

  /** How many of the tokens drafted last were kept. */
  tell(kept: number): void {
    this.kept += kept
  }

  private guess(): { token: number; chance: number } {
    const { places, length } = this.longestContexts()
    const counts = new Map<number, number>()
    let best = { token: -1, count: 0 }
    for (const at of places) {
      const token = this.tokens[at + 1]!
      const count = (counts.get(token) ?? 0) + 1
      counts.set(token, count)
      if (count >= best.count) best = { token, count }
    }
    const doubt = DOUBTS[Math.min(length, DOUBTS.length) - 1] ?? 0
    return { token: best.token, chance: best.count / (places.length + doubt) || 0 }
  }

  /** Places before the last token that have most in common with what ends there. */
  private longestContexts(): { places: number[]; length: number } {
    const last = this.tokens.length - 1
    let longest = { places: [] as number[], length: 0 }
    for (const at of this.places.get(this.tokens[last]!) ?? []) {
      if (at >= last) break
      const length = this.inCommon(at, last)
      if (length > longest.length) longest = { places: [at], length }
      else if (length === longest.length) longest.places.push(at)
    }
    return longest
  }

  private inCommon(a: number, b: number): number {
    let length = 1
    while (length < LONGEST_CONTEXT && a >= length && this.tokens[a - length] === this.tokens[b - length]) length++
    return length
  }
}
