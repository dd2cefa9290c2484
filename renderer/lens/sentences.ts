import type { Alignment, Unit } from '../../electron/documents/alignment'
import { oneLine } from '../../electron/documents/one_line'
import type { Page, SourceDocument } from '../../electron/documents/types'
import type { Generation } from '../../electron/ipc/answer_data'

/** A sentence of the text that was read, ready to be shown. */
export interface ReadSentence {
  /** Index among the trace's sentences. */
  index: number
  text: string
  /** Where it stands in the document. */
  place?: { unit: number; page: number; start: number; end: number }
  /** For a merge: the summary's sentence that it is. */
  summary?: { generation: number; sentence: number }
}

/** The trace's sentence `index`; undefined while the document's sentences aren't known yet. */
export function readSentence(
  generation: Pick<Generation, 'units' | 'read'> & Partial<Pick<Generation, 'kind'>>,
  index: number,
  alignment: Alignment | undefined,
): ReadSentence | undefined {
  const read = generation.read?.[index]
  // of a raw prompt nothing was written before
  if (read && generation.kind === 'prompt') return { index, text: read.text }
  if (read) return { index, text: read.text, summary: { generation: read.generation, sentence: read.sentence } }
  const unit = generation.units[index]
  const found = unit === undefined ? undefined : alignment?.sentences[unit]
  if (!found || !alignment) return undefined
  const { page, start, end } = found
  return { index, text: unitText(alignment, found), place: { unit: unit!, page, start, end } }
}

export const unitText = (
  { document }: Pick<Alignment, 'document'>,
  { start, end }: Pick<Unit, 'start' | 'end'>,
): string => oneLine(document.text.slice(start, end))

/** A sentence of the document by its page and words: before the tokens are known. */
export const sentenceOfText = (document: SourceDocument, page: number, text: string) =>
  document.sentences.find((sentence) => sentence.page === page && unitText({ document }, sentence) === text)

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
