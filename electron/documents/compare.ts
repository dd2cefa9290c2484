import { oneLine } from '../shared/document/one_line'
import type { SourceDocument } from '../shared/document/types'

/** A sentence where it stands. */
export interface PlacedSentence {
  /** 1-based. */
  page: number
  text: string
}

/** What two versions of a document don't share, each list in its document's order. */
export interface Changes {
  /** Sentences of the new version that an old one became, and which. */
  changed: { before: PlacedSentence; after: PlacedSentence }[]
  added: PlacedSentence[]
  removed: PlacedSentence[]
}

/** Share of words that two sentences have in common from which on one is taken for what became of the other. */
const ALIKE = 0.5
/** Words in more sentences than that pair nothing by themselves: they would only cost time. */
const COMMON = 200

/**
 * Sentences of which the other version has none with the same words; one that only moved is not among them. Exact comparing
 * of words: no model is asked.
 */
export function changesBetween(before: SourceDocument, after: SourceDocument): Changes {
  const removed = onlyIn(before, after)
  const added = onlyIn(after, before)
  const pairs = alike(removed, added)
  const became = new Map(pairs.map(([from, to]) => [to, from]))
  const gone = new Set(pairs.map(([from]) => from))
  return {
    changed: added.flatMap((one, i) => {
      const from = became.get(i)
      return from === undefined ? [] : [{ before: removed[from]!, after: one }]
    }),
    added: added.filter((_, i) => !became.has(i)),
    removed: removed.filter((_, i) => !gone.has(i)),
  }
}

/** Sentences that stand more often in one document than in the other, as often as they do. */
function onlyIn(document: SourceDocument, other: SourceDocument): PlacedSentence[] {
  const there = new Map<string, number>()
  for (const { text } of placed(other)) there.set(text, (there.get(text) ?? 0) + 1)
  return placed(document).filter(({ text }) => {
    const left = there.get(text) ?? 0
    there.set(text, left - 1)
    return left <= 0
  })
}

const placed = ({ text, sentences }: SourceDocument): PlacedSentence[] =>
  sentences.map(({ start, end, page }) => ({ page, text: oneLine(text.slice(start, end)) }))

/** Which of `from` became which of `to`: the pairs most alike first, each sentence in one pair at most. */
function alike(from: readonly PlacedSentence[], to: readonly PlacedSentence[]): [from: number, to: number][] {
  const words = to.map(wordsOf)
  const holders = new Map<string, number[]>()
  for (const [i, set] of words.entries()) {
    for (const word of set) {
      const holding = holders.get(word)
      if (holding) holding.push(i)
      else holders.set(word, [i])
    }
  }
  const found: { from: number; to: number; share: number }[] = []
  for (const [i, sentence] of from.entries()) {
    const own = wordsOf(sentence)
    const common = new Map<number, number>()
    for (const word of own) {
      const holding = holders.get(word) ?? []
      if (holding.length <= COMMON) for (const at of holding) common.set(at, (common.get(at) ?? 0) + 1)
    }
    for (const [at, count] of common) {
      const share = (2 * count) / (own.size + words[at]!.size)
      if (share >= ALIKE) found.push({ from: i, to: at, share })
    }
  }
  // of those equally alike the ones that stand alike far into their lists
  const away = (pair: { from: number; to: number }) => Math.abs(pair.from / from.length - pair.to / to.length)
  found.sort((a, b) => b.share - a.share || away(a) - away(b))
  const taken = { from: new Set<number>(), to: new Set<number>() }
  return found.flatMap((pair): [number, number][] => {
    if (taken.from.has(pair.from) || taken.to.has(pair.to)) return []
    taken.from.add(pair.from)
    taken.to.add(pair.to)
    return [[pair.from, pair.to]]
  })
}

const wordsOf = ({ text }: PlacedSentence): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
