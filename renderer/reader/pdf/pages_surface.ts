import { boxesOf } from '../../../electron/documents/boxes'
import type { SourceDocument } from '../../../electron/documents/types'
import { useFlash } from '../flash'
import { pagesBetween } from '../layout'
import type { Scroller } from '../scroller'
import { rangesWithin } from '../search'
import type { Surface } from '../surface'

/** How the rest of the reader moves through the pages of a PDF. */
export function pagesSurface(scroller: Scroller, source: SourceDocument): Surface {
  const { element } = scroller
  return {
    page: () => scroller.page + 1,
    goToPage: (page) => scroller.toPage(page - 1),
    goToPlace: (page, y) => scroller.toBox(page - 1, { x: 0, y, width: 1, height: 1 }, 1 / 12),
    reveal(start, end, flash) {
      const [first] = boxesOf(source, start, end)
      if (!first) return
      if (flash || !isInSight(scroller, first.page, first.box)) scroller.toBox(first.page - 1, first.box)
      if (flash) useFlash.getState().flash(start, end)
    },
    inSight() {
      const { scrollTop, clientHeight } = element
      const [first, last] = pagesBetween(scroller.pages, scrollTop, scrollTop + clientHeight)
      return { start: firstInSight(scroller, source, first), end: source.pages[last]!.end }
    },
    scrollBy: (screens) => element.scrollBy({ top: screens * element.clientHeight }),
    scrollTo(share) {
      element.scrollTop = share * (element.scrollHeight - element.clientHeight)
    },
    focus: () => element.focus({ preventScroll: true }),
  }
}

/** The first character, in the order of reading, that is printed below the pane's upper edge. */
function firstInSight(scroller: Scroller, source: SourceDocument, page: number): number {
  const { start, end } = source.pages[page]!
  const { scrollTop, clientHeight } = scroller.element
  const [from, to] = rangesWithin(source.runs, start, end)
  const run = source.runs.slice(from, to).find(({ page: on, box }) => {
    const y = scroller.heightOf(on - 1, box)
    return y >= scrollTop && y < scrollTop + clientHeight
  })
  return run?.start ?? end
}

/** Whether a box stands where one reads, so that the page can stay where it is. */
function isInSight(scroller: Scroller, page: number, box: { x: number; y: number; width: number; height: number }) {
  const from = scroller.heightOf(page - 1, box)
  const { scrollTop, clientHeight } = scroller.element
  return from > scrollTop + clientHeight * 0.1 && from < scrollTop + clientHeight * 0.85
}
