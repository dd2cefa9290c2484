import type { Box } from '../../electron/shared/document/types'
import { currentPage, GAP, layOutPages, type PageLayout, pageAt } from './layout'
import { turnBack, turnBox } from './turns'

/** A place of the document that stays where it is while the layout around it changes. */
interface Anchor {
  page: number
  /** Shares of the page's size. */
  x: number
  y: number
  /** Where that is in the pane, in pixels. */
  left: number
  top: number
}

/** Scrolls a column of pages. Knows the element and its layout, and nothing of React. */
export class Scroller {
  private anchor?: Anchor

  private layout: PageLayout = layOutPages([], 0, 1)

  constructor(readonly element: HTMLElement) {}

  /** To the middle of the pages' width, as one begins. */
  centre(): void {
    this.element.scrollLeft = (this.element.scrollWidth - this.element.clientWidth) / 2
  }

  get pages(): PageLayout {
    return this.layout
  }

  get page(): number {
    return currentPage(this.layout, this.element.scrollTop, this.element.clientHeight)
  }

  /** Remembers what is at a point of the pane, for the next layout. */
  hold(left = this.element.clientWidth / 2, top = 0): void {
    const y = this.element.scrollTop + top
    const page = pageAt(this.layout, y)
    const size = this.layout.sizes[page]!
    const x = this.element.scrollLeft + left - this.leftOf(page)
    this.anchor = { page, x: x / size.width, y: (y - this.layout.tops[page]!) / size.height, left, top }
  }

  holdUnlessHeld(): void {
    if (!this.anchor && this.layout.pages.length > 0) this.hold()
  }

  /** Takes over a layout that is in the page's DOM already, and goes where the held place is now. */
  relayout(layout: PageLayout): void {
    if (layout === this.layout) return
    const { anchor } = this
    this.layout = layout
    if (!anchor) {
      this.centre()
      return
    }
    const { page, x, y, left, top } = anchor
    const size = layout.sizes[page]!
    this.element.scrollTop = layout.tops[page]! + y * size.height - top
    this.element.scrollLeft = this.leftOf(page) + x * size.width - left
    this.anchor = undefined
  }

  /** 0-based; out of range goes to the nearest. */
  toPage(page: number): void {
    const { tops, pages } = this.layout
    this.element.scrollTop = tops[Math.min(Math.max(page, 0), pages.length - 1)]! - GAP / 2
  }

  /** Brings a box of an unrotated page to a share of the height. */
  toBox(page: number, box: Box, share = 1 / 3): void {
    const { turns, pages, scale } = this.layout
    const turned = turnBox(box, pages[page]!, turns[page]!)
    const left = this.leftOf(page) + turned.x * scale
    const { clientWidth, clientHeight, scrollLeft } = this.element
    this.element.scrollTop = this.heightOf(page, box) - clientHeight * share
    const isInSight = left >= scrollLeft && left + turned.width * scale <= scrollLeft + clientWidth
    if (!isInSight) this.element.scrollLeft = left - 4 * GAP
  }

  /** Where a box's upper edge lies in the column. */
  heightOf(page: number, box: Box): number {
    const { tops, turns, pages, scale } = this.layout
    return tops[page]! + turnBox(box, pages[page]!, turns[page]!).y * scale
  }

  /** The point of an unrotated page that is at a point of the screen. */
  pointAt(clientX: number, clientY: number, page: number) {
    const { tops, turns, pages, scale } = this.layout
    const frame = this.element.getBoundingClientRect()
    const shown = {
      x: (clientX - frame.left + this.element.scrollLeft - this.leftOf(page)) / scale,
      y: (clientY - frame.top + this.element.scrollTop - tops[page]!) / scale,
    }
    return turnBack(shown, pages[page]!, turns[page]!)
  }

  private leftOf(page: number): number {
    const width = Math.max(this.layout.width, this.element.clientWidth)
    return Math.round((width - this.layout.sizes[page]!.width) / 2)
  }
}
