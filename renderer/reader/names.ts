import { memberOfPage } from '../../electron/shared/document/members'
import type { PagePart, SourceDocument } from '../../electron/shared/document/types'
import { pageLabel } from '../../electron/shared/shown/page_names'

/** The number printed on a page, or its place in the file where none is. */
export const labelOf = pageLabel

/** As screen readers say it: "Page iv, 4 of 40". */
export function pageName(source: SourceDocument, page: number): string {
  const { label, part } = source.pages[page - 1] ?? {}
  const member = memberOfPage(source, page)
  const place = member
    ? `${page - member.firstPage + 1} of ${member.pages}, ${member.file}`
    : `${page} of ${source.pages.length}`
  if (part !== undefined) return `${partName(part)}${label === undefined ? '' : ` “${label}”,`} ${place}`
  return label === undefined ? `Page ${place}` : `Page ${label}, ${place}`
}

/** "Slide" */
export const partName = (part: PagePart | undefined): string =>
  part === undefined ? 'Page' : part[0]!.toUpperCase() + part.slice(1)

/** Index of the page that someone means who types a printed number, or a place in the file; undefined: no such page. */
export function pageNamed(source: SourceDocument, typed: string): number | undefined {
  const wanted = typed.trim().toLowerCase()
  if (wanted === '') return undefined
  const labelled = source.pages.find(({ label }) => label?.toLowerCase() === wanted)
  if (labelled) return labelled.number
  const number = Number(wanted)
  return Number.isInteger(number) && number >= 1 && number <= source.pages.length ? number : undefined
}

/** What a document is called. */
export const titleOf = (source: SourceDocument): string => source.title ?? source.file
