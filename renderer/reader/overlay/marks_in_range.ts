import type { Mark } from '../../state/marks'
import { firstBeyond } from '../search'

/** For each list of marks: the furthest end of any mark up to each index, as a long mark may hold later ones. */
const reaches = new WeakMap<readonly Mark[], Float64Array>()

/** The marks that touch characters [start, end), in order. `marks` is ascending by start; marks may overlap. */
export function marksWithin(marks: readonly Mark[], start: number, end: number): Mark[] {
  const reach = reachOf(marks)
  const from = firstBeyond(marks.length, (i) => reach[i]! > start)
  const found: Mark[] = []
  for (let i = from; i < marks.length && marks[i]!.start < end; i++) if (marks[i]!.end > start) found.push(marks[i]!)
  return found
}

function reachOf(marks: readonly Mark[]): Float64Array {
  const known = reaches.get(marks)
  if (known) return known
  const reach = new Float64Array(marks.length)
  let furthest = 0
  for (let i = 0; i < marks.length; i++) {
    furthest = Math.max(furthest, marks[i]!.end)
    reach[i] = furthest
  }
  reaches.set(marks, reach)
  return reach
}
