import type { PDFDocumentProxy } from 'pdfjs-dist'
import { surface } from '../surface'

/** What a file says of where an outline's entry or a link leads. */
export type Destination = string | unknown[] | null

/** A 1-based page, and perhaps points from the top of the unrotated page. */
export interface Place {
  page: number
  y?: number
}

/** The place that a destination names. */
export async function placeOf(pdf: PDFDocumentProxy, dest: Destination | undefined): Promise<Place | undefined> {
  try {
    const target = typeof dest === 'string' ? await pdf.getDestination(dest) : dest
    const first = target?.[0]
    if (first === undefined || first === null) return undefined
    const index = typeof first === 'number' ? first : await pdf.getPageIndex(first as { num: number; gen: number })
    const [, kind, , top] = target as [unknown, { name: string } | undefined, unknown, unknown]
    if (kind?.name !== 'XYZ' || typeof top !== 'number') return { page: index + 1 }
    const page = await pdf.getPage(index + 1)
    return { page: index + 1, y: (page.view[3]! - top) * page.userUnit }
  } catch {
    return undefined
  }
}

export function goToPlace({ page, y }: Place): void {
  if (y === undefined) surface()?.goToPage(page)
  else surface()?.goToPlace?.(page, y)
}
