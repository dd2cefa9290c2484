import { parseDocument } from 'htmlparser2'
import type { DocumentNote, SourceDocument } from '../../shared/document/types'
import { type TextBlock, toDocument } from '../blocks'
import { struckWords } from '../flow/flow'
import { inSections } from '../in_sections'
import { type HtmlOptions, HtmlReader } from './html_reader'
import { endOpenParts } from './html_table'
import { type LinkedSheets, StyleSheets } from './style_sheets'

/** A web page: what a browser would show of it. It is cited by its sections. */
export function readHtml(
  html: string,
  file: string,
  notes: DocumentNote[] = [],
  options: HtmlOptions = {},
): SourceDocument {
  const page = blocksOfHtml(html, { ...options, isXml: /\.xht(?:ml)?$/i.test(file) && IS_XML.test(html) })
  return toDocument(page.blocks, file, 'text', inSections(page.blocks), [...notes, ...page.notes])
}

/** Browsers go by the name whether a page is XML; many that are called so are none. */
const IS_XML = /^\ufeff?\s*(?:<\?xml\s|(?:<!doctype[^>]*>\s*)?<html\b[^>]*\sxmlns=)/i

/** `linked`: style sheets that lie beside it. `isXml`: elements that end in themselves are ended, also those that HTML knows only with an end of their own. */
export function blocksOfHtml(
  html: string,
  { isXml = false, linked, ...options }: HtmlOptions & { isXml?: boolean; linked?: LinkedSheets } = {},
): { blocks: TextBlock[]; notes: DocumentNote[] } {
  const page = parseDocument(html, { recognizeSelfClosing: isXml })
  endOpenParts(page)
  const reader = new HtmlReader(new StyleSheets(page, linked), options)
  reader.read(page)
  return { blocks: reader.finish(), notes: notesOf(reader, options) }
}

function notesOf({ struck, hidden, inserted, deleted }: HtmlReader, options: HtmlOptions): DocumentNote[] {
  const notes: DocumentNote[] = []
  if (hidden > 0) {
    const what =
      hidden === 1 ? 'One part of the page is hidden and was' : `${hidden} parts of the page are hidden and were`
    const how = options.hidden ? 'read too, as the text marks' : 'not read'
    notes.push({ page: 1, kind: 'hidden', text: `${what} ${how}.` })
  }
  if (inserted > 0 || (options.accepted && deleted > 0)) {
    notes.push({ page: 1, kind: 'changes', text: changesWords(inserted, deleted, options.accepted ?? false) })
  }
  if (struck > 0) {
    notes.push({ page: 1, kind: 'struck', text: struckWords(struck) })
  }
  return notes
}

function changesWords(inserted: number, deleted: number, accepted: boolean): string {
  const all = inserted + deleted
  const what = all === 1 ? 'One passage is' : `${all} passages are`
  const how = accepted ? 'what was deleted was not read.' : 'what was inserted stands as text.'
  return `${what} marked as inserted or deleted: ${how}`
}
