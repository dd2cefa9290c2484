import type { SourceDocument } from '../../../electron/shared/document/types'
import { firstBeyond } from '../search'
import { turnBox, turnSize } from '../turns'

/** A function that tells how far down the document a character is printed: 0 is its top, 1 its end. */
export function placesInColumn(source: SourceDocument): (character: number) => number {
  const { runs, pages, text } = source
  if (runs.length === 0) return (character) => character / Math.max(1, text.length)
  const heights = pages.map((page) => turnSize(page, page.rotation ?? 0).height)
  const tops = new Float64Array(pages.length + 1)
  for (const [i, height] of heights.entries()) tops[i + 1] = tops[i]! + height
  const all = tops[pages.length]!
  return (character) => {
    const run =
      runs[
        Math.min(
          runs.length - 1,
          firstBeyond(runs.length, (i) => runs[i]!.end > character),
        )
      ]!
    const i = run.page - 1
    const { y } = turnBox(run.box, pages[i]!, pages[i]!.rotation ?? 0)
    return (tops[i]! + Math.min(heights[i]!, Math.max(0, y))) / all
  }
}
