import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import { DocumentError, type Page, type ReadOptions } from '../../shared/document/types'
import { throwIfCancelled } from '../cancelled'
import { fieldsOf, hasForm, withFields } from './form_fields'
import { isGarbled } from './garbled'
import { layOut, type PageLines } from './page'
import { type Span, spansOf } from './spans'
import { within } from './within'

/** Milliseconds that pdf.js may take for one page before the file counts as damaged. */
export const PAGE_TIMEOUT = 60_000
/** Milliseconds of work after which other work gets its turn. */
const TURN = 30

/** A page's measures, whether it and its text could be read at all, and whether anything was written on it. */
export interface ReadPage extends Pick<Page, 'width' | 'height' | 'rotation'> {
  failed: boolean
  garbled: boolean
  hadText: boolean
}

/** All pages of an open PDF, one after the other. Throws DocumentError: 'cancelled', 'damaged' (pdf.js hangs). */
export async function readPages(
  pdf: PDFDocumentProxy,
  file: string,
  { onProgress, signal }: Pick<ReadOptions, 'onProgress' | 'signal'>,
): Promise<{ pages: ReadPage[]; lines: PageLines[] }> {
  const pages: ReadPage[] = []
  const lines: PageLines[] = []
  const past: Past = { hasForm: await hasForm(pdf), numbered: false }
  let turnEnds = performance.now() + TURN
  for (let number = 1; number <= pdf.numPages; number++) {
    throwIfCancelled(signal, file)
    const { page, layout } = await readPage(pdf, number, file, past)
    past.numbered = layout.numbered
    pages.push(page)
    lines.push(layout)
    onProgress?.(number, pdf.numPages)
    if (performance.now() > turnEnds) {
      await new Promise((resolve) => setTimeout(resolve))
      turnEnds = performance.now() + TURN
    }
  }
  throwIfCancelled(signal, file)
  return { pages, lines }
}

/** What is known of the file when a page of it is read. */
interface Past {
  hasForm: boolean
  /** The page before has numbers beside its lines. */
  numbered: boolean
}

/** One page. A page that pdf.js can't read comes back without text; one that never comes back fails the file. */
async function readPage(pdf: PDFDocumentProxy, number: number, file: string, past: Past) {
  const nothing: PageLines = { number, lines: [], asides: [], top: 0, bottom: 0, numbered: past.numbered }
  try {
    return await within(PAGE_TIMEOUT, readPageText(pdf, number, past), () => {
      throw new DocumentError('damaged', `Page ${number} of "${file}" can't be read. Get a new copy of the file.`)
    })
  } catch (error) {
    if (error instanceof DocumentError) throw error
    return { page: { width: 595, height: 842, failed: true, garbled: false, hadText: false }, layout: nothing }
  }
}

async function readPageText(
  pdf: PDFDocumentProxy,
  number: number,
  past: Past,
): Promise<{ page: ReadPage; layout: PageLines }> {
  const page = await pdf.getPage(number)
  try {
    const [left, bottom, right, top] = page.view as [number, number, number, number]
    const turn = (((page.rotate % 360) + 360) % 360) as 0 | 90 | 180 | 270
    const size = {
      width: (right - left) * page.userUnit,
      height: (top - bottom) * page.userUnit,
      ...(turn === 0 ? {} : { rotation: turn }),
    }
    const { spans, failed = false, garbled = false } = await readSpans(page, past.hasForm)
    return {
      page: { ...size, failed, garbled, hadText: spans.length > 0 },
      layout: layOut(number, spans, page.view, past.numbered),
    }
  } finally {
    page.cleanup()
  }
}

async function readSpans(
  page: PDFPageProxy,
  hasForm: boolean,
): Promise<{ spans: Span[]; failed?: true; garbled?: true }> {
  try {
    const content = await page.getTextContent()
    if (isGarbled(content)) return { spans: [], garbled: true }
    const spans = spansOf(content, page)
    return { spans: hasForm ? withFields(spans, await fieldsOf(page), page) : spans }
  } catch {
    return { spans: [], failed: true }
  }
}
