import { parseDocument } from 'htmlparser2'
import type { DocumentNote, SourceDocument } from '../../shared/document/types'
import { type TextBlock, toDocument } from '../blocks'
import { inSections } from '../in_sections'
import { HtmlReader } from './html_reader'

/** A web page: what a browser would show of it. It is cited by its sections. */
export function readHtml(html: string, file: string, notes: DocumentNote[] = []): SourceDocument {
  const page = blocksOfHtml(html)
  return toDocument(page.blocks, file, 'text', inSections(page.blocks), [...notes, ...page.notes])
}

/** `isXml`: elements that end in themselves are ended, also those that HTML knows only with an end of their own. */
export function blocksOfHtml(html: string, isXml = false): { blocks: TextBlock[]; notes: DocumentNote[] } {
  const reader = new HtmlReader()
  reader.read(parseDocument(html, { recognizeSelfClosing: isXml }))
  return { blocks: reader.finish(), notes: notesOf(reader) }
}

function notesOf({ struck, hidden }: HtmlReader): DocumentNote[] {
  const notes: DocumentNote[] = []
  if (hidden > 0) {
    const what =
      hidden === 1 ? 'One part of the page is hidden and was' : `${hidden} parts of the page are hidden and were`
    notes.push({ page: 1, kind: 'hidden', text: `${what} not read.` })
  }
  if (struck > 0) {
    const what = struck === 1 ? 'One passage is struck out; it stands' : `${struck} passages are struck out; they stand`
    notes.push({ page: 1, kind: 'struck', text: `${what} between ~~ and ~~ in the text.` })
  }
  return notes
}
