import type { Heads } from '../../../electron/shared/ipc/experiment_data'
import type { Row } from '../row/row'

/** Positions that a head chose, ascending. */
export function chosenBy({ position, scores }: Heads, head: number): number[] {
  const from = head * (position + 1)
  const chosen: number[] = []
  for (let at = 0; at <= position; at++) if (scores[from + at]! > 0) chosen.push(at)
  return chosen
}

/** A row with what one head chose alone. */
export function rowOfHead<R extends Pick<Row, 'positions' | 'scores'>>(row: R, heads: Heads, head: number): R {
  const own = new Set(chosenBy(heads, head))
  const kept = [...row.positions.keys()].filter((i) => own.has(row.positions[i]!))
  return {
    ...row,
    positions: Int32Array.from(kept, (i) => row.positions[i]!),
    scores: Float32Array.from(kept, (i) => row.scores[i]!),
  }
}
