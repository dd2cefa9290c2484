import { type MaybeCollection, memberOfPage } from '../document/members'
import type { Page, SourceDocument } from '../document/types'

type Paged = (Pick<SourceDocument, 'pages'> & MaybeCollection) | undefined

/** The number printed on a page, or its physical one; of what is no page, its place in the file. */
export function pageLabel(source: Paged, page: number): string {
  const found = pageOf(source, page)
  return (found?.part === undefined ? found?.label : undefined) ?? String(numberIn(source, page))
}

/** Longest name of a section beside a quotation. */
const LONGEST = 40

/** "p. 3", "slide 3", "sheet Prices", "§ Fees": where something stands, beside it; in a collection "lease.pdf p. 3". */
export function placeShort(source: Paged, page: number): string {
  const { part, label } = pageOf(source, page) ?? {}
  const file = fileOf(source, page)
  const of = file === undefined ? '' : `${file} `
  if (part === undefined) return `${of}p. ${pageLabel(source, page)}`
  const name =
    label === undefined
      ? String(numberIn(source, page))
      : label.length > LONGEST
        ? `${label.slice(0, LONGEST).trimEnd()}…`
        : label
  return part === 'section' ? `${of}§ ${name}` : `${of}${part} ${name}`
}

/** "page 3", "slide 3", "section “Fees”"; in a collection "page 3 of lease.pdf". */
export function namedPlace(source: Paged, page: number): string {
  const isPart = pageOf(source, page)?.part !== undefined
  return isPart ? pageTitle(source, page) : `page ${pageLabel(source, page)}${ofFile(source, page)}`
}

/** "on page 3", "in section “Fees”" */
export function inPlace(source: Paged, page: number): string {
  const part = pageOf(source, page)?.part
  return `${part === undefined || part === 'slide' ? 'on' : 'in'} ${namedPlace(source, page)}`
}

/** Says both numbers where they differ: "page xii (12th in the file)". */
export function pageTitle(source: Paged, page: number): string {
  const { part, label: name } = pageOf(source, page) ?? {}
  const number = numberIn(source, page)
  const of = ofFile(source, page)
  if (part !== undefined) return name === undefined ? `${part} ${number}${of}` : `${part} “${name}”${of}`
  const label = pageLabel(source, page)
  return label === String(number) ? `page ${number}${of}` : `page ${label} (number ${number} in the file)${of}`
}

const pageOf = (source: Paged, page: number): Page | undefined => {
  const guess = source?.pages[page - 1]
  return guess?.number === page ? guess : source?.pages.find(({ number }) => number === page)
}

/** Its number in its own file. */
function numberIn(source: Paged, page: number): number {
  const member = source && memberOfPage(source, page)
  return member ? page - member.firstPage + 1 : page
}

/** The document of a collection that a page is of. */
const fileOf = (source: Paged, page: number): string | undefined => source && memberOfPage(source, page)?.file

function ofFile(source: Paged, page: number): string {
  const file = fileOf(source, page)
  return file === undefined ? '' : ` of ${file}`
}

/** "pages 1-4" and "page 3" with a proper dash. */
export const pagesText = (first: number, last: number): string =>
  first === last ? `page ${first}` : `pages ${first}–${last}`
