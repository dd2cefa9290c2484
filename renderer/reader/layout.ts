import type { Page } from '../../electron/shared/document/types'
import { type Size, type Turn, turnOf, turnSize } from './turns'

/** White space around and between pages, in CSS pixels. */
export const GAP = 16

/** Where each page lies in the column of all pages, in CSS pixels. Sizes are known, so nothing needs to be measured. */
export interface PageLayout {
  pages: readonly Page[]
  /** CSS pixels for one point. */
  scale: number
  /** Turn of each page: the file's and the user's. */
  turns: readonly Turn[]
  /** Top of page i; one more for the end. */
  tops: Float64Array
  /** As shown, rounded to whole pixels. */
  sizes: readonly Size[]
  width: number
  height: number
}

export function layOutPages(pages: readonly Page[], userTurn: Turn, scale: number): PageLayout {
  const turns = pages.map(({ rotation = 0 }) => turnOf(rotation + userTurn))
  const sizes = pages.map((page, i) => {
    const { width, height } = turnSize(page, turns[i]!)
    return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
  })
  const tops = new Float64Array(pages.length + 1)
  let top = GAP
  let width = 0
  for (const [i, size] of sizes.entries()) {
    tops[i] = top
    top += size.height + GAP
    width = Math.max(width, size.width)
  }
  tops[pages.length] = top
  return { pages, scale, turns, tops, sizes, width: width + 2 * GAP, height: top }
}

/** Index of the page at a height of the column; the one above in a gap. */
export function pageAt({ tops, pages }: PageLayout, y: number): number {
  let low = 0
  let high = pages.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (tops[middle]! <= y) low = middle
    else high = middle - 1
  }
  return low
}

/** Indices [first, last] of the pages that heights [from, to] touch. */
export const pagesBetween = (layout: PageLayout, from: number, to: number): [first: number, last: number] => [
  pageAt(layout, from),
  pageAt(layout, Math.max(from, to)),
]

/** The page one would say one is on: the one that holds the middle of the upper half of what is seen. */
export const currentPage = (layout: PageLayout, top: number, height: number): number => pageAt(layout, top + height / 3)
