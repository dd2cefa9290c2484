import { oneLine } from './one_line'
import type { Member, SourceDocument } from './types'

/** What may be a collection: a document, or what an answer says of it. */
export interface MaybeCollection {
  members?: readonly Member[]
}

/** The document of a collection that a page belongs to. */
export const memberOfPage = ({ members }: MaybeCollection, page: number): Member | undefined =>
  members?.find(({ firstPage, pages }) => page >= firstPage && page < firstPage + pages)

/** The document of a collection that a character belongs to. */
export const memberAt = ({ members }: MaybeCollection, character: number): Member | undefined =>
  members?.findLast(({ start }) => start <= character)

/** A page as its own document counts it, and which document of a collection that is. */
export function placeIn(document: MaybeCollection, page: number): { page: number; file?: string } {
  const member = memberOfPage(document, page)
  return member ? { file: member.file, page: page - member.firstPage + 1 } : { page }
}

/** "p. 3", "lease.pdf p. 3": where something stands, as it is cited. */
export function placeText(document: MaybeCollection, page: number): string {
  const { file, page: own } = placeIn(document, page)
  return `${file === undefined ? '' : `${oneLine(file)} `}p. ${own}`
}

/** Whether two pages are of the same document. */
export const isOneDocument = (document: MaybeCollection, one: number, other: number): boolean =>
  memberOfPage(document, one) === memberOfPage(document, other)

/** "pages 1-4", "lease.pdf, pages 1-4" */
export function pagesName(document: MaybeCollection, first: number, last: number): string {
  const { file, page } = placeIn(document, first)
  return `${file === undefined ? '' : `${file}, `}pages ${page}-${page + last - first}`
}

/** The text of one document of a collection, with nothing in it changed. */
export const memberText = ({ text }: Pick<SourceDocument, 'text'>, { start, end }: Member): string =>
  text.slice(start, end)
