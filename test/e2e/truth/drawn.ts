import type { Page } from 'playwright'
import type { Alignment } from '../../../electron/shared/document/alignment'

/** What is drawn on the pages, read back as a person would see it: by where it lies, not by what it says it is. */

/** In points of its page. */
interface DrawnBox {
  page: number
  x: number
  y: number
  width: number
  height: number
}

/**
 * The boxes of entered attention on all pages; scrolls through the document, as only pages in sight are drawn. Pages get
 * their boxes in turn, frame by frame: one is read when its boxes have been the same for so many `frames`.
 */
export async function drawnBoxes(
  window: Page,
  pages: Alignment['document']['pages'],
  frames: number,
): Promise<DrawnBox[]> {
  const found: DrawnBox[] = []
  for (const { number, width } of pages) {
    const share = (number - 0.5) / pages.length
    found.push(...(await boxesOn(window, { page: number, width, share, frames })))
  }
  return found
}

/** `width`: the page's, in points; `share`: where its middle is in the document. */
function boxesOn(
  window: Page,
  asked: { page: number; width: number; share: number; frames: number },
): Promise<DrawnBox[]> {
  return window.evaluate(async ({ page, width, share, frames }) => {
    const scroll = document.querySelector('.reader-scroll')!
    scroll.scrollTop = share * scroll.scrollHeight - scroll.clientHeight / 2
    const layers = `.reader-page[data-page="${page}"] .reader-marks:not(.reader-marks-shading)`
    const boxes = () => [...document.querySelectorAll(`${layers} [data-kind="entered"]`)]
    let last: Element[] = []
    for (let still = 0; still < frames; ) {
      await new Promise((resolve) => requestAnimationFrame(resolve))
      const now = boxes()
      const isSame = now.length === last.length && now.every((box, i) => box === last[i])
      still = isSame && document.querySelector(layers) ? still + 1 : 0
      last = now
    }
    const from = document.querySelector(layers)!.getBoundingClientRect()
    const points = (pixels: number) => Math.round((pixels / from.width) * width * 100) / 100
    return last
      .filter((box) => box.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      .map((box) => {
        const { left, top, width, height } = box.getBoundingClientRect()
        return {
          page,
          x: points(left - from.left),
          y: points(top - from.top),
          width: points(width),
          height: points(height),
        }
      })
  }, asked)
}

/** Which of the document's tokens is printed at the middle of a box: one, or none. */
export function tokenFinder(alignment: Alignment): (box: DrawnBox) => number | undefined {
  const count = alignment.starts.length
  const printed = Array.from({ length: count }, (_, token) => alignment.boxesOfTokens(token, token + 1))
  return ({ page, x, y, width, height }) => {
    const [middleX, middleY] = [x + width / 2, y + height / 2]
    const there = printed.findIndex((boxes) =>
      boxes.some(
        ({ page: on, box }) =>
          on === page &&
          middleX >= box.x - 0.02 &&
          middleX <= box.x + box.width + 0.02 &&
          middleY >= box.y &&
          middleY <= box.y + box.height,
      ),
    )
    return there < 0 ? undefined : there
  }
}

/** Tokens that have a place on a page: a space between two words has one, the end of a line has none. */
export const isPrinted = ({ boxesOfTokens }: Alignment, token: number): boolean =>
  boxesOfTokens(token, token + 1).length > 0
