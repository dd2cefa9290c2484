import type { PDFDocumentProxy } from 'pdfjs-dist'
import { DocumentError, type DocumentNote, type Page, type ReadOptions } from '../../shared/document/types'
import { throwIfCancelled } from '../cancelled'
import { commentsIn } from './comments'
import { withLooks } from './field_looks'
import { fieldsOf, withFields } from './form_fields'
import { layOut, type PageLines } from './layout/page'
import { gatherNotes, type PageNote } from './seen/page_notes'
import { PageReader, type PageText } from './seen/page_text'
import type { Shown } from './seen/shown'
import { within } from './within'

/** Milliseconds that pdf.js may take for one page before the file counts as damaged. */
export const PAGE_TIMEOUT = 60_000
/** Milliseconds of work after which other work gets its turn. */
const TURN = 30

/** A page's measures, whether it and its text could be read at all, and what is on it. */
export interface ReadPage extends Pick<Page, 'width' | 'height' | 'rotation'> {
  failed: boolean
  garbled: boolean
  hadText: boolean
  shown: Shown
}

export interface ReadPagesOptions extends Pick<ReadOptions, 'onProgress' | 'signal' | 'hidden'> {
  /** Opens the file anew with its images, which reading a page leaves out for speed. */
  withImages?: () => Promise<PDFDocumentProxy>
}

/** All pages of an open PDF, one after the other. Throws DocumentError: 'cancelled', 'damaged' (pdf.js hangs). */
export async function readPages(
  pdf: PDFDocumentProxy,
  file: string,
  { onProgress, signal, ...options }: ReadPagesOptions,
): Promise<{ pages: ReadPage[]; lines: PageLines[]; notes: DocumentNote[] }> {
  const pages: ReadPage[] = []
  const lines: PageLines[] = []
  const notes: { page: number; notes: PageNote[] }[] = []
  const reader = new PageReader(pdf, options)
  const past: Past = { numbered: false }
  let turnEnds = performance.now() + TURN
  for (let number = 1; number <= pdf.numPages; number++) {
    throwIfCancelled(signal, file)
    const { page, layout, said } = await readPage(pdf, number, file, past, reader)
    past.numbered = layout.numbered
    pages.push(page)
    lines.push(layout)
    notes.push({ page: number, notes: said })
    onProgress?.(number, pdf.numPages)
    if (performance.now() > turnEnds) {
      await new Promise((resolve) => setTimeout(resolve))
      turnEnds = performance.now() + TURN
    }
  }
  throwIfCancelled(signal, file)
  const said = [...notes, ...(await commentsIn(pdf, lines))].sort((a, b) => a.page - b.page)
  return { pages, lines, notes: gatherNotes(said) }
}

/** What is known of the file when a page of it is read. */
interface Past {
  /** The page before has numbers beside its lines. */
  numbered: boolean
}

/** One page. A page that pdf.js can't read comes back without text; one that never comes back fails the file. */
async function readPage(pdf: PDFDocumentProxy, number: number, file: string, past: Past, reader: PageReader) {
  try {
    return await within(PAGE_TIMEOUT, readPageText(pdf, number, past, reader), () => {
      throw new DocumentError('damaged', `Page ${number} of "${file}" can't be read: get a new copy of the file.`)
    })
  } catch (error) {
    if (error instanceof DocumentError) throw error
    const page = { width: 595, height: 842, failed: true, garbled: false, hadText: false, shown: UNKNOWN }
    const layout: PageLines = { number, lines: [], asides: [], top: 0, bottom: 0, numbered: past.numbered }
    return { page, layout, said: [] }
  }
}

/** What can't be drawn is something all the same. */
const UNKNOWN: Shown = { anything: true, pictures: true }

async function readPageText(
  pdf: PDFDocumentProxy,
  number: number,
  past: Past,
  reader: PageReader,
): Promise<{ page: ReadPage; layout: PageLines; said: PageNote[] }> {
  const page = await pdf.getPage(number)
  try {
    const [left, bottom, right, top] = page.view as [number, number, number, number]
    const turn = (((page.rotate % 360) + 360) % 360) as 0 | 90 | 180 | 270
    const size = {
      width: (right - left) * page.userUnit,
      height: (top - bottom) * page.userUnit,
      ...(turn === 0 ? {} : { rotation: turn }),
    }
    const { spans, notes, garbled, shown, failed } = await reader.read(page).catch(() => FAILED)
    const given = garbled ? [] : await fieldsOf(pdf, number)
    const looks = await withLooks(given, pdf, page, reader)
    const all = withFields(spans, looks.fields, page)
    return {
      page: { ...size, failed, garbled, hadText: all.length > 0, shown },
      layout: layOut(number, all, page.view, past.numbered),
      said: [...notes, ...looks.notes],
    }
  } finally {
    page.cleanup()
  }
}

const FAILED: PageText = { spans: [], notes: [], garbled: false, shown: UNKNOWN, failed: true }
