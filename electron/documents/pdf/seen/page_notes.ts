import type { DocumentNote } from '../../../shared/document/types'

/** What is said of one page. */
export interface PageNote extends Omit<DocumentNote, 'page'> {
  /** The same said of many pages at once, without their numbers: "Lines under figures were not read". */
  ofMany?: string
}

/** On so many pages the same is said once: printer's marks beyond the edge stand on every page of a book. */
const MANY = 5

/** The notes of all pages; what holds for many of them is said at the first. */
export function gatherNotes(pages: readonly { page: number; notes: readonly PageNote[] }[]): DocumentNote[] {
  const counts = new Map<string, number>()
  const all = pages.flatMap(({ page, notes }) => notes.map((note) => ({ page, ...note })))
  for (const { ofMany } of all) if (ofMany) counts.set(ofMany, (counts.get(ofMany) ?? 0) + 1)
  const said = new Set<string>()
  return all.flatMap(({ page, kind, text, ofMany }): DocumentNote[] => {
    const count = ofMany ? counts.get(ofMany)! : 0
    if (!ofMany || count < MANY) return [{ page, kind, text }]
    if (said.has(ofMany)) return []
    said.add(ofMany)
    return [{ page, kind, text: `${ofMany}, here and on ${(count - 1).toLocaleString('en')} more pages.` }]
  })
}
