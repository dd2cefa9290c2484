import type { Member, SourceDocument } from '../shared/document/types'

/** A document that becomes part of a collection; `id`: the library's. */
export interface Collected {
  source: SourceDocument
  id?: string
  /** What it is called there, if not by its file's name. */
  name?: string
}

/** Between the texts of two documents. */
const GAP = '\n\n'

/**
 * Several documents as one, which is asked as one is: texts behind each other, every place in them moved. Each text stays
 * what it is, to the letter: it is cut into tokens by itself, and what was read of it alone serves the collection, too.
 */
export function collect(documents: readonly Collected[]): SourceDocument {
  const members: Member[] = []
  const all: SourceDocument = {
    file: collectionName(documents.map(({ source, name }) => name ?? source.file)),
    kind: 'collection',
    text: '',
    pages: [],
    runs: [],
    sentences: [],
    headings: [],
    notes: [],
    members,
  }
  for (const { source, id, name } of documents) {
    if (all.text !== '') all.text += GAP
    const start = all.text.length
    const firstPage = all.pages.length + 1
    all.text += source.text
    append(all, source, start, firstPage - 1)
    const file = unused(name ?? source.file, members)
    const { kind, pages, text } = source
    members.push({ file, kind, start, end: start + text.length, firstPage, pages: pages.length, ...(id && { id }) })
  }
  return all
}

function append(all: SourceDocument, source: SourceDocument, by: number, pagesBefore: number): void {
  const moved = <T extends { start: number; end: number }>(one: T): T => ({
    ...one,
    start: one.start + by,
    end: one.end + by,
  })
  const paged = <T extends { page: number }>(one: T): T => ({ ...one, page: one.page + pagesBefore })
  for (const page of source.pages) all.pages.push({ ...moved(page), number: page.number + pagesBefore })
  for (const run of source.runs) all.runs.push(paged(moved(run)))
  for (const sentence of source.sentences) all.sentences.push(paged(moved(sentence)))
  for (const heading of source.headings) all.headings.push(moved(heading))
  for (const note of source.notes) all.notes.push(paged(note))
}

/** Names that a collection's own name has. */
const NAMED = 2

/** "lease.pdf and offer.docx", "lease.pdf, offer.docx and 3 more" */
export function collectionName(files: readonly string[]): string {
  if (files.length <= NAMED) return files.join(' and ')
  return `${files.slice(0, NAMED).join(', ')} and ${files.length - NAMED} more`
}

/** A second "lease.pdf" is "lease.pdf (2)". */
function unused(file: string, members: readonly Member[]): string {
  const isTaken = (name: string) => members.some((one) => one.file === name)
  let name = file
  for (let count = 2; isTaken(name); count++) name = `${file} (${count})`
  return name
}
