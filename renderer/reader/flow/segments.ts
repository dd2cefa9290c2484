import type { Mark } from '../../state/marks'
import { marksWithin } from '../overlay/marks_in_range'
import type { CharacterRange } from '../search'

/** A stretch of a paragraph over which nothing changes: no mark and no sentence begins or ends inside it. */
export interface Segment {
  start: number
  end: number
  marks: Mark[]
}

/** Cuts characters [start, end) where a mark of any of the lists or a sentence begins or ends. */
export function segmentsOf(
  { start, end }: CharacterRange,
  sentences: readonly CharacterRange[],
  lists: readonly (readonly Mark[])[],
): Segment[] {
  const marks = lists.flatMap((list) => marksWithin(list, start, end))
  const cuts = new Set([start, end])
  for (const range of [...sentences, ...marks]) {
    if (range.start > start && range.start < end) cuts.add(range.start)
    if (range.end > start && range.end < end) cuts.add(range.end)
  }
  const edges = [...cuts].sort((a, b) => a - b)
  return edges.slice(0, -1).map((from, i) => ({
    start: from,
    end: edges[i + 1]!,
    marks: marks.filter((mark) => mark.start <= from && mark.end >= edges[i + 1]!),
  }))
}
