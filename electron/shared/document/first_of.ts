/** Index of the first of `values` for which it holds, of all that come after one for which it does; their number if for none. */
export function firstOf<T>(values: ArrayLike<T>, holds: (value: T) => boolean): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(values[middle]!)) high = middle
    else low = middle + 1
  }
  return low
}

/** Index of the first range that ends behind a position; ranges in their order. */
export const firstEndingAfter = (ranges: readonly { end: number }[], position: number): number =>
  firstOf(ranges, ({ end }) => end > position)
