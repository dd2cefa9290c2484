import type { Alignment } from '../../electron/documents/alignment'
import type { Generation } from '../../electron/ipc/answer_data'
import { count } from '../design/numbers'
import { documentToken } from './places'
import type { Row, ScoredSentence } from './ranking'

/**
 * The rank of a sentence's best token among all tokens that one token and layer scored. Known for all that entered and
 * for the best that missed (the trace keeps 64 of them); of others only that they come after so many that missed.
 */
export type Rank = { rank: number } | { after: number }

type Read = Pick<Generation, 'units' | 'part' | 'textStart' | 'textEnd' | 'promptLength'>

/** Ranks by the document's units. */
export function ranksOf(row: Row, generation: Read, alignment: Alignment | undefined): (unit: number) => Rank {
  const best = new Map<number, number>()
  const add = (position: number, rank: number) => {
    const token = documentToken(position, generation)
    if (token === undefined || !alignment) return
    const unit = alignment.sentenceOfToken(token)
    if (!best.has(unit)) best.set(unit, rank)
  }
  const byScore = Array.from(row.positions, (_, i) => i).sort((a, b) => row.scores[b]! - row.scores[a]! || a - b)
  for (const [rank, i] of byScore.entries()) add(row.positions[i]!, rank + 1)
  for (const [i, position] of row.missed.entries()) add(position, row.positions.length + i + 1)
  return (unit) => {
    const rank = best.get(unit)
    return rank === undefined ? { after: row.missed.length } : { rank }
  }
}

/** "ranked 2,300th", "below the 64 best that missed" */
export function rankName(rank: Rank): string {
  if ('rank' in rank) return `ranked ${ordinal(rank.rank)}`
  return rank.after > 1 ? `below the ${count(rank.after)} best that missed` : 'below the best that missed'
}

export function ordinal(n: number): string {
  const tens = n % 100
  const ending = tens > 10 && tens < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')
  return `${count(n)}${ending}`
}

/** The best sentence that did not get in, and its rank in words. */
export function nearestMiss(
  row: Row,
  scored: readonly ScoredSentence[],
  generation: Read,
  alignment: Alignment | undefined,
): { sentence: ScoredSentence; rank: string } | undefined {
  const sentence = scored.find(({ isIn }) => !isIn)
  if (!sentence) return undefined
  return { sentence, rank: rankName(ranksOf(row, generation, alignment)(generation.units[sentence.index] ?? -1)) }
}
