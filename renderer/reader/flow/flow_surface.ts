import type { Virtualizer } from '@tanstack/react-virtual'
import { useFlash } from '../flash'
import { firstBeyond } from '../search'
import type { Surface } from '../surface'
import type { Paragraph } from './paragraphs'

/** Frames in which paragraphs on the way may turn out to be of another height than estimated. */
const SETTLING = 4

/** How the rest of the reader moves through the paragraphs of a text. */
export function flowSurface(
  element: HTMLElement,
  virtual: Virtualizer<HTMLDivElement, Element>,
  paragraphs: readonly Paragraph[],
): Surface {
  const paragraphAt = (character: number) =>
    Math.min(
      paragraphs.length - 1,
      firstBeyond(paragraphs.length, (i) => paragraphs[i]!.end > character),
    )
  const spanAt = (character: number) =>
    [...element.querySelectorAll<HTMLElement>('[data-at]')].findLast(({ dataset }) => Number(dataset.at) <= character)

  /** Brings a character to a share of the height: its paragraph first, then, once that is there, the character itself. */
  const bring = (character: number, frames: number) => {
    const index = paragraphAt(character)
    if (frames === SETTLING) virtual.scrollToIndex(index, { align: 'center' })
    requestAnimationFrame(() => {
      const span = spanAt(character)
      if (span?.closest(`[data-index="${index}"]`)) {
        const away = span.getBoundingClientRect().top - element.getBoundingClientRect().top
        element.scrollTop += away - element.clientHeight / 3
      }
      if (frames > 0) bring(character, frames - 1)
    })
  }
  const pageInSight = () => paragraphs[virtual.getVirtualItemForOffset(element.scrollTop + 80)?.index ?? 0]?.page ?? 1
  return {
    page: pageInSight,
    goToPage(page) {
      const index = paragraphs.findIndex((paragraph) => paragraph.page >= page)
      if (index >= 0) virtual.scrollToIndex(index, { align: 'start' })
    },
    reveal(start, end, flash) {
      const frame = element.getBoundingClientRect()
      const span = spanAt(start)?.getBoundingClientRect()
      const isNear = span && span.top > frame.top + frame.height * 0.1 && span.top < frame.top + frame.height * 0.85
      if (flash || !isNear) bring(start, SETTLING)
      if (flash) useFlash.getState().flash(start, end)
    },
    firstInSight(below = 0) {
      const from = element.scrollTop + below * element.clientHeight
      return paragraphs[virtual.getVirtualItemForOffset(from)?.index ?? 0]?.start ?? 0
    },
    scrollBy: (screens) => element.scrollBy({ top: screens * element.clientHeight }),
    scrollTo(share) {
      element.scrollTop = share * (element.scrollHeight - element.clientHeight)
    },
    focus: () => element.focus({ preventScroll: true }),
  }
}
