/** What shows the open document and can be told to go somewhere: the pages of a PDF or the paragraphs of a text. */
export interface Surface {
  /** 1-based number of the page one is on. */
  page(): number
  goToPage(page: number): void
  /** Points from the top of the unrotated page: for places that an outline names. */
  goToPlace?(page: number, y: number): void
  /** Brings characters to a third of the height. `flash` makes them light up shortly. */
  reveal(start: number, end: number, flash: boolean): void
  /** The first character, in the order of reading, that is in sight below a share of the height. */
  firstInSight(below?: number): number
  /** Moves by a share of what is in sight. */
  scrollBy(screens: number): void
  /** 0: the beginning, 1: the end. */
  scrollTo(share: number): void
  focus(): void
}

let shown: Surface | undefined

/** The surface on screen, if a document is. */
export const surface = (): Surface | undefined => shown

/** For an effect: returns how to take it back. */
export function showSurface(next: Surface): () => void {
  shown = next
  return () => {
    if (shown === next) shown = undefined
  }
}
