import type { Page, SourceDocument } from '../document/types'

/** The number printed on a page, or its physical one. */
export function pageLabel(source: Pick<SourceDocument, 'pages'> | undefined, page: number): string {
  return pageOf(source, page)?.label ?? String(page)
}

/** Says both numbers where they differ: "page xii (12th in the file)". */
export function pageTitle(source: Pick<SourceDocument, 'pages'> | undefined, page: number): string {
  const label = pageLabel(source, page)
  return label === String(page) ? `page ${page}` : `page ${label} (number ${page} in the file)`
}

const pageOf = (source: Pick<SourceDocument, 'pages'> | undefined, page: number): Page | undefined => {
  const guess = source?.pages[page - 1]
  return guess?.number === page ? guess : source?.pages.find(({ number }) => number === page)
}

/** "pages 1-4" and "page 3" with a proper dash. */
export const pagesText = (first: number, last: number): string =>
  first === last ? `page ${first}` : `pages ${first}–${last}`
