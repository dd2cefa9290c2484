/** Index of the first of `length` items that `isBeyond` holds for; once it holds, it holds for all after it. */
export function firstBeyond(length: number, isBeyond: (index: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >> 1
    if (isBeyond(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** Characters [start, end) of the document, or of one of its pages. */
export interface CharacterRange {
  start: number
  end: number
}

/** Index of the range that holds a position; -1 if none does. Ranges are in order and disjoint. */
export function rangeAt(ranges: readonly CharacterRange[], position: number): number {
  const i = firstBeyond(ranges.length, (index) => ranges[index]!.end > position)
  return i < ranges.length && ranges[i]!.start <= position ? i : -1
}

/** Indices [from, to) of the ranges that touch characters [start, end). Ranges are in order and disjoint. */
export const rangesWithin = (
  ranges: readonly CharacterRange[],
  start: number,
  end: number,
): [from: number, to: number] => [
  firstBeyond(ranges.length, (index) => ranges[index]!.end > start),
  firstBeyond(ranges.length, (index) => ranges[index]!.start >= end),
]
