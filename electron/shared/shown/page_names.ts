import type { Page, SourceDocument } from '../document/types'

type Paged = Pick<SourceDocument, 'pages'> | undefined

/** The number printed on a page, or its physical one; of what is no page, its place in the file. */
export function pageLabel(source: Paged, page: number): string {
  const found = pageOf(source, page)
  return (found?.part === undefined ? found?.label : undefined) ?? String(page)
}

/** Longest name of a section beside a quotation. */
const LONGEST = 40

/** "p. 3", "slide 3", "sheet Prices", "§ Fees": where something stands, beside it. */
export function placeShort(source: Paged, page: number): string {
  const { part, label } = pageOf(source, page) ?? {}
  if (part === undefined) return `p. ${pageLabel(source, page)}`
  const name =
    label === undefined ? String(page) : label.length > LONGEST ? `${label.slice(0, LONGEST).trimEnd()}…` : label
  return part === 'section' ? `§ ${name}` : `${part} ${name}`
}

/** "page 3", "slide 3", "section “Fees”" */
export function namedPlace(source: Paged, page: number): string {
  const isPart = pageOf(source, page)?.part !== undefined
  return isPart ? pageTitle(source, page) : `page ${pageLabel(source, page)}`
}

/** "on page 3", "in section “Fees”" */
export function inPlace(source: Paged, page: number): string {
  const part = pageOf(source, page)?.part
  return `${part === undefined || part === 'slide' ? 'on' : 'in'} ${namedPlace(source, page)}`
}

/** Says both numbers where they differ: "page xii (12th in the file)". */
export function pageTitle(source: Paged, page: number): string {
  const { part, label: name } = pageOf(source, page) ?? {}
  if (part !== undefined) return name === undefined ? `${part} ${page}` : `${part} “${name}”`
  const label = pageLabel(source, page)
  return label === String(page) ? `page ${page}` : `page ${label} (number ${page} in the file)`
}

const pageOf = (source: Paged, page: number): Page | undefined => {
  const guess = source?.pages[page - 1]
  return guess?.number === page ? guess : source?.pages.find(({ number }) => number === page)
}

/** "pages 1-4" and "page 3" with a proper dash. */
export const pagesText = (first: number, last: number): string =>
  first === last ? `page ${first}` : `pages ${first}–${last}`
