import type { Alignment } from '../../../electron/shared/document/alignment'
import type { Generation } from '../../../electron/shared/ipc/answer_data'
import { count } from '../../../electron/shared/shown/numbers'
import type { ScoredSentence } from '../row/ranking'
import type { Row } from '../row/row'
import { documentToken, type ReadTokens } from '../subject/read_tokens'

/**
 * The rank of a sentence's best token among all tokens that one token and layer scored. The trace knows it for all that
 * entered and for the best that missed (it keeps 64 of them); of others only that they come after so many that missed,
 * until all scores are computed anew: then each is one `of` so many.
 */
export type Rank = { rank: number; of?: number } | { after: number }

type Scores = Pick<Row, 'positions' | 'scores' | 'missed' | 'missedScores'>

/** Ranks by the document's units. `scores`: of all positions, if they were computed anew. */
export function ranksOf(
  row: Row,
  generation: ReadTokens,
  alignment: Alignment | undefined,
  scores?: Float32Array,
): (unit: number) => Rank {
  const best = new Map<number, Rank>()
  const add = (position: number, rank: number) => {
    const token = documentToken(position, generation)
    if (token === undefined || !alignment) return
    const unit = alignment.sentenceOfToken(token)
    if (!best.has(unit)) best.set(unit, { rank, of: scores?.length })
  }
  // the trace has rounded them
  const score = (i: number) => scores?.[row.positions[i]!] ?? row.scores[i]!
  const byScore = Array.from(row.positions, (_, i) => i).sort((a, b) => score(b) - score(a) || a - b)
  for (const [rank, i] of byScore.entries()) add(row.positions[i]!, rank + 1)
  for (const [i, position] of row.missed.entries()) add(position, row.positions.length + i + 1)
  const known = row.positions.length + row.missed.length
  for (const [i, position] of below(row, scores).entries()) add(position, known + i + 1)
  return (unit) => best.get(unit) ?? { after: row.missed.length }
}

/** Positions below those whose ranks the trace knows, best first. */
function below({ positions, missed }: Row, scores: Float32Array = new Float32Array()): number[] {
  const known = new Set([...positions, ...missed])
  return Array.from(scores, (_, position) => position)
    .filter((position) => !known.has(position))
    .sort((a, b) => scores[b]! - scores[a]! || a - b)
}

/** Whether scores that were computed anew are those of the trace, which stores them as F16. */
export const agree = ({ positions, scores, missed, missedScores }: Scores, anew: Float32Array): boolean =>
  positions.every((at, i) => isRounded(anew[at]!, scores[i]!)) &&
  missed.every((at, i) => isRounded(anew[at]!, missedScores[i]!))

const isRounded = (value: number, f16: number): boolean =>
  Math.abs(value - f16) <= Math.max(Math.abs(f16) / 2048, 2 ** -25)

/** "ranked 300th", "ranked 2,300th of 5,120", "below the 64 best that missed" */
export function rankName(rank: Rank): string {
  if ('rank' in rank) return `ranked ${ordinal(rank.rank)}${rank.of ? ` of ${count(rank.of)}` : ''}`
  return rank.after > 1 ? `below the ${count(rank.after)} best that missed` : 'below the best that missed'
}

export function ordinal(n: number): string {
  const tens = n % 100
  const ending = tens > 10 && tens < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')
  return `${count(n)}${ending}`
}

/** The best sentence that did not get in, and its rank in words. */
export function nearestMiss(
  scored: readonly ScoredSentence[],
  { units }: Pick<Generation, 'units'>,
  rank: (unit: number) => Rank,
): { sentence: ScoredSentence; rank: string } | undefined {
  const sentence = scored.find(({ isIn }) => !isIn)
  return sentence && { sentence, rank: rankName(rank(units[sentence.index] ?? -1)) }
}
