/** Places of the longest series of `values` that only grows, in order; all values are different. */
export function increasing(values: readonly number[]): number[] {
  /** For each length the place of the least value that a series of it ends with. */
  const ends: number[] = []
  const before: (number | undefined)[] = []
  for (const [at, value] of values.entries()) {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (values[ends[middle]!]! < value) low = middle + 1
      else high = middle
    }
    before[at] = ends[low - 1]
    ends[low] = at
  }
  const series: number[] = []
  for (let at = ends.at(-1); at !== undefined; at = before[at]) series.push(at)
  return series.reverse()
}
