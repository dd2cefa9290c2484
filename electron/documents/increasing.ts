import { firstOf } from '../shared/document/first_of'

/** Places of the longest series of `values` that only grows, in order; all values are different. */
export function increasing(values: readonly number[]): number[] {
  /** For each length the place of the least value that a series of it ends with. */
  const ends: number[] = []
  const before: (number | undefined)[] = []
  for (const [at, value] of values.entries()) {
    const length = firstOf(ends, (end) => values[end]! >= value)
    before[at] = ends[length - 1]
    ends[length] = at
  }
  const series: number[] = []
  for (let at = ends.at(-1); at !== undefined; at = before[at]) series.push(at)
  return series.reverse()
}
