import type { PDFPageProxy } from 'pdfjs-dist'
import { collapseSpace, saneText } from '../../shared/document/characters'
import { isKeptOffScreen } from './form_fields'
import type { PageNote } from './seen/page_notes'
import type { Span } from './seen/spans'

/** Marks that people comment on a page with; what they typed onto it is drawn, and read as its text. */
const COMMENTING = new Set([
  'Text',
  'Highlight',
  'Underline',
  'Squiggly',
  'StrikeOut',
  'Caret',
  'Line',
  'Square',
  'Circle',
  'Polygon',
  'PolyLine',
  'Ink',
  'Stamp',
])

interface Comment {
  subtype?: string
  annotationFlags?: number
  contentsObj?: { str?: string }
}

/** What people noted on a page: it is told beside the text, and isn't part of it. Their names are left out. */
export async function commentsOn(page: PDFPageProxy, spans: readonly Span[]): Promise<PageNote[]> {
  const annotations: Comment[] = await page.getAnnotations().catch(() => [])
  const said = annotations
    .filter((one) => COMMENTING.has(one.subtype ?? '') && !isKeptOffScreen(one))
    .map(({ contentsObj }) => collapseSpace(saneText(contentsObj?.str ?? '')))
    .filter((text) => text !== '')
  if (said.length === 0) return []
  // Some programs note what was highlighted.
  const text = spans.map((span) => span.text).join(' ')
  return [...new Set(said)]
    .filter((comment) => !text.includes(comment))
    .map((comment) => ({ kind: 'comment', text: `A comment says: "${comment}"` }))
}
