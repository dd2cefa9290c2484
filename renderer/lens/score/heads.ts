import type { Heads } from '../../../electron/shared/ipc/experiment_data'
import { ask } from '../../ipc/client'
import { ofRows } from './rows'

/** What each of the indexer's heads gave every position, for a row. */
export const useHeads = ofRows('heads', (order) => ask('experiment.heads', order))

/** What each head gave one position. */
export const headsAt = ({ heads, position, scores }: Heads, at: number): Float32Array =>
  Float32Array.from({ length: heads }, (_, head) => scores[head * (position + 1) + at] ?? 0)

/** The index score of a position: the sum over heads. */
export function scoreAt({ heads, position, scores }: Heads, at: number): number {
  let sum = 0
  for (let head = 0; head < heads; head++) sum += scores[head * (position + 1) + at] ?? 0
  return sum
}

/** The position of [from, to) with the highest index score. */
export function bestPosition(heads: Heads, from: number, to: number): number {
  let best = from
  for (let at = from + 1; at < Math.min(to, heads.position + 1); at++) {
    if (scoreAt(heads, at) > scoreAt(heads, best)) best = at
  }
  return best
}

/** Heads that give something, most first: "head 2 gives 71% of it". */
export function headWords(values: ArrayLike<number>): string {
  const all = Array.from(values)
  const positive = all.filter((value) => value > 0)
  if (positive.length === 0) return 'No head gave this token a positive score.'
  const sum = positive.reduce((a, b) => a + b, 0)
  const best = all.indexOf(Math.max(...all))
  const share = Math.round((100 * all[best]!) / sum)
  const negative = all.filter((value) => value < 0).length
  const against = negative > 0 ? `; ${negative} of ${all.length} count against it` : ''
  return `Head ${best} gives most: ${share}% of all that counts for it${against}.`
}
