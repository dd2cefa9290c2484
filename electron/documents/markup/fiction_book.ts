import type { DocumentNote, SourceDocument } from '../../shared/document/types'
import { toDocument } from '../blocks'
import { countedWere } from '../flow/flow'
import { inSections } from '../in_sections'
import { rootTag } from '../packed/root_tag'
import { blocksOfHtml } from './html'
import type { HtmlOptions } from './html_reader'

/** E-books of FictionBook (.fb2): one file of XML, with elements of its own for what web pages have. */

export const isFictionBook = (text: string): boolean => rootTag(text.replace(/^\ufeff/, '')).startsWith('<FictionBook')

/** What web pages call their elements; '' for those that hold nothing to read. */
const AS: Record<string, string> = {
  title: 'h2',
  subtitle: 'h3',
  emphasis: 'em',
  strikethrough: 's',
  style: 'span',
  v: 'p',
  stanza: 'div',
  poem: 'blockquote',
  cite: 'blockquote',
  epigraph: 'blockquote',
  annotation: 'blockquote',
  'text-author': 'p',
  'empty-line': 'br',
}
const TAG = new RegExp(`<(/?)(${Object.keys(AS).join('|')})(?=[\\s/>])`, 'g')

export function readFictionBook(
  text: string,
  file: string,
  notes: DocumentNote[] = [],
  options: HtmlOptions = {},
): SourceDocument {
  const pictures = text.match(/<image\s/g)?.length ?? 0
  const bodies = text.slice(Math.max(0, text.indexOf('<body'))).replace(/<binary\s[^<>]*>[^<>]*<\/binary>/g, '')
  const page = bodies.replace(TAG, (_, end: string, name: string) => `<${end}${AS[name]}`)
  const told: DocumentNote[] =
    pictures > 0 ? [{ page: 1, kind: 'unread', text: `${countedWere(pictures, 'picture')} not read.` }] : []
  const { blocks, notes: met } = blocksOfHtml(page, { ...options, isXml: true })
  const read = toDocument(blocks, file, 'text', inSections(blocks), [...notes, ...told, ...met])
  const title = /<book-title[^<>]*>([^<>]+)<\/book-title>/.exec(text)?.[1]?.trim()
  return title ? { ...read, title } : read
}
