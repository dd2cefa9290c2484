import type { Alignment, Unit } from '../shared/document/alignment'

/** Document tokens [from, to), read at once. */
export interface TokenRange {
  from: number
  to: number
}

/** What cutting before a place costs, in parts of a part's even length away from where it would make even parts. */
const PARAGRAPH = 0.3
const SENTENCE = 0.5
const INSIDE_SENTENCE = 0.8
const PER_HEADING_LEVEL = 0.04
/** Parts are no fuller than this on average if a cut at a good place is to be found. */
const FULLEST = 0.92
/** How many parts more than needed may be tried so that every part begins with a sentence. */
const MORE = 3

/**
 * Cuts a document, or `range` of it, into parts of at most `maxTokens` tokens that together hold every token: at headings
 * (the highest first), else between paragraphs, else between sentences, and of about even length, so that no small rest is
 * left.
 */
export function cutIntoParts(
  alignment: Alignment,
  maxTokens: number,
  range: TokenRange = { from: 0, to: alignment.tokens.ids.length },
): TokenRange[] {
  const total = range.to - range.from
  if (!(maxTokens >= 1)) throw new RangeError(`A part must hold at least one token, not ${maxTokens}`)
  if (total === 0) return []
  const most = Math.floor(maxTokens)
  if (total <= most) return [range]
  const costs = costsOf(alignment)
  const fewest = Math.ceil(total / (most * FULLEST))
  // Parts hardly longer than sentences may need company: a few more of them leave room for better cuts.
  for (let count = fewest; count <= fewest + MORE; count++) {
    const parts = cutInto(count, range, most, costs)
    if (parts.every(({ from }) => costs.has(from))) return parts
  }
  return cutInto(fewest, range, most, costs)
}

function cutInto(count: number, range: TokenRange, most: number, costs: Map<number, number>): TokenRange[] {
  const parts: TokenRange[] = []
  const end = range.to
  let { from } = range
  for (let left = count; left > 1 && end - from > 1; left--) {
    const even = (end - from) / left
    const earliest = Math.max(from + Math.ceil(even / 2), end - most * (left - 1))
    const latest = Math.min(from + most, end - 1)
    const to = bestCut(costs, from + even, even, Math.min(earliest, latest), latest)
    parts.push({ from, to })
    from = to
  }
  parts.push({ from, to: end })
  return parts
}

/** The cost of cutting before the first token of each unit; other tokens have none. */
function costsOf({ document, sentences }: Alignment): Map<number, number> {
  const levels = new Map(document.headings.map((heading) => [heading.start, heading.level]))
  const costs = new Map<number, number>()
  for (const [i, unit] of sentences.entries()) {
    // Between a heading and a heading right below it one does not cut.
    const below = sentences[i - 1]?.kind === 'heading'
    costs.set(unit.firstToken, costBefore(unit, sentences[i - 1], levels, document.text) + (below ? 0.5 : 0))
  }
  return costs
}

function costBefore(unit: Unit, before: Unit | undefined, levels: Map<number, number>, text: string): number {
  if (before?.sentence === unit.sentence) return INSIDE_SENTENCE
  const level = levels.get(unit.start)
  if (level !== undefined) return (level - 1) * PER_HEADING_LEVEL
  return text.startsWith('\n\n', unit.start - 2) ? PARAGRAPH : SENTENCE
}

function bestCut(costs: Map<number, number>, ideal: number, even: number, earliest: number, latest: number): number {
  let best = Math.max(earliest, Math.min(Math.round(ideal), latest))
  let least = Number.POSITIVE_INFINITY
  for (let cut = earliest; cut <= latest; cut++) {
    const cost = costs.get(cut)
    if (cost === undefined) continue
    const sum = cost + Math.abs(cut - ideal) / even
    if (sum < least) {
      least = sum
      best = cut
    }
  }
  return best
}
