import type { PlacedText } from '../shared/ipc/comparison_data'

/** Which sentence of the old version is which of the new one. */
export type Pair = readonly [from: number, to: number]

/** Sentences of both that are in some pair. */
export interface Paired {
  from: ReadonlySet<number>
  to: ReadonlySet<number>
}

/** Share of words that two sentences have in common from which on one is taken for what became of the other. */
const ALIKE = 0.5
/** Words in more sentences than that pair nothing by themselves: they would only cost time. */
const COMMON = 200

/** Which of `from` became which of `to`, but for those in `paired`: the pairs most alike first, each sentence once. */
export function pairAlike(from: readonly PlacedText[], to: readonly PlacedText[], paired: Paired): Pair[] {
  const old = [...from.keys()].filter((i) => !paired.from.has(i))
  const fresh = [...to.keys()].filter((j) => !paired.to.has(j))
  const pairs = alike(
    old.map((i) => from[i]!),
    fresh.map((j) => to[j]!),
  )
  return pairs.map(([i, j]) => [old[i]!, fresh[j]!])
}

export function areAlike(one: PlacedText, other: PlacedText): boolean {
  const [own, its] = [wordsOf(one), wordsOf(other)]
  const common = [...own].filter((word) => its.has(word)).length
  return 2 * common >= ALIKE * (own.size + its.size) && common > 0
}

function alike(from: readonly PlacedText[], to: readonly PlacedText[]): Pair[] {
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
  return found.flatMap((pair): Pair[] => {
    if (taken.from.has(pair.from) || taken.to.has(pair.to)) return []
    taken.from.add(pair.from)
    taken.to.add(pair.to)
    return [[pair.from, pair.to]]
  })
}

const wordsOf = ({ text }: PlacedText): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
