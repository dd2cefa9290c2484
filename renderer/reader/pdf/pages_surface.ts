import { boxesOf } from '../../../electron/shared/document/boxes'
import type { SourceDocument } from '../../../electron/shared/document/types'
import { useFlash } from '../flash'
import { pageAt } from '../layout'
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
    firstInSight: (below = 0) => firstInSight(scroller, source, below),
    scrollBy: (screens) => element.scrollBy({ top: screens * element.clientHeight }),
    scrollTo(share) {
      element.scrollTop = share * (element.scrollHeight - element.clientHeight)
    },
    focus: () => element.focus({ preventScroll: true }),
  }
}

/** The first character, in the order of reading, that is printed below a share of the pane's height. */
function firstInSight(scroller: Scroller, source: SourceDocument, below: number): number {
  const { scrollTop, clientHeight } = scroller.element
  const from = scrollTop + below * clientHeight
  const { start, end } = source.pages[pageAt(scroller.pages, from)]!
  const run = source.runs.slice(...rangesWithin(source.runs, start, end)).find(({ page: on, box }) => {
    const y = scroller.heightOf(on - 1, box)
    return y >= from && y < scrollTop + clientHeight
  })
  return run?.start ?? end
}

/** Whether a box stands where one reads, so that the page can stay where it is. */
function isInSight(scroller: Scroller, page: number, box: { x: number; y: number; width: number; height: number }) {
  const from = scroller.heightOf(page - 1, box)
  const { scrollTop, clientHeight } = scroller.element
  return from > scrollTop + clientHeight * 0.1 && from < scrollTop + clientHeight * 0.85
}
