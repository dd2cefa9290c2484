import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import { cutSentences } from '../sentences'
import { DocumentError, type Page, type ReadOptions, type SourceDocument } from '../types'
import { compose } from './compose'
import { joinAcrossBreaks } from './continuations'
import { fieldsOf, hasForm, withFields } from './formFields'
import { isGarbled } from './garbled'
import { bodyStyle, markHeadings } from './headings'
import { vocabularyOf } from './hyphens'
import type { Line } from './lines'
import { readOutline } from './outline'
import { layOut, type PageLines } from './page'
import { measureOf, paragraphsOf } from './paragraphs'
import { repeatedLines } from './repeats'
import { showsSomething } from './shows'
import { type Span, spansOf } from './spans'
import { labelsOf, titleOf } from './titles'
import { within } from './within'

/** Milliseconds that pdf.js may take for one page before the file counts as damaged. */
const PAGE_TIMEOUT = 60_000
/** Milliseconds of work after which other work gets its turn. */
const TURN = 30

/** Milliseconds spent on looking at textless pages; a long scan need not be looked at to its last page. */
const LOOKING = 20_000

/** A page's measures, whether it and its text could be read at all, and whether anything was written on it. */
interface ReadPage extends Pick<Page, 'width' | 'height' | 'rotation'> {
  failed: boolean
  garbled: boolean
  hadText: boolean
}

/**
 * Reads an open PDF, page by page, into a document. Runs in Node, in Electron's renderer and in its utility process.
 * The caller opens and destroys `pdf`. `file` is the name to show, without its folder.
 * Throws DocumentError: 'cancelled', 'damaged' (no page could be read), 'scanned' or 'empty' (no page has text).
 */
export async function extractDocument(
  pdf: PDFDocumentProxy,
  file: string,
  options: Pick<ReadOptions, 'onProgress' | 'signal'> = {},
): Promise<SourceDocument> {
  const outline = await readOutline(pdf)
  const { pages, lines } = await readPages(pdf, file, options)
  if (pages.every((page) => page.failed)) {
    throw new DocumentError('damaged', `None of the pages of "${file}" can be read. Get a new copy of the file.`)
  }
  const labels = await labelsOf(pdf)
  const kept = withoutRepeats(lines, labels)
  const measure = measureOf(kept.flat())
  const paragraphs = joinAcrossBreaks(
    kept.flatMap((page) => paragraphsOf(page, measure)),
    measure.bodySize,
  )
  if (paragraphs.length > 0) markHeadings(paragraphs, bodyStyle(kept.flat()), outline)
  const {
    text,
    runs,
    headings,
    paragraphs: parts,
  } = compose(paragraphs, vocabularyOf(paragraphs.flatMap((p) => p.lines)))
  const ranges = pageRanges(runs, pages.length)
  const shown = await pagesOf(pdf, pages, ranges, labels, options.signal)
  if (text === '') throw noText(file, shown, pages)
  return {
    file,
    kind: 'pdf',
    title: await titleOf(pdf, paragraphs, measure.bodySize),
    text,
    pages: shown,
    runs,
    sentences: cutSentences(text, parts, shown),
    headings,
  }
}

async function readPages(
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

export function throwIfCancelled(signal: AbortSignal | undefined, file: string): void {
  if (signal?.aborted) throw new DocumentError('cancelled', `Reading "${file}" was stopped.`)
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

/** Each page's lines without running heads. If that leaves nothing at all, they were the text. */
function withoutRepeats(pages: PageLines[], labels: (string | undefined)[]): Line[][] {
  const repeated = repeatedLines(pages, labels)
  const kept = pages.map(({ lines, asides }) => [...lines, ...asides].filter((line) => !repeated.has(line)))
  return kept.some((lines) => lines.length > 0) ? kept : pages.map(({ lines, asides }) => [...lines, ...asides])
}

/** Characters of each page; where a page has none, both ends stand behind the page before. */
function pageRanges(runs: SourceDocument['runs'], pages: number): { start: number; end: number; empty: boolean }[] {
  const found = new Map<number, { start: number; end: number }>()
  for (const run of runs) {
    const range = found.get(run.page)
    if (range) range.end = run.end
    else found.set(run.page, { start: run.start, end: run.end })
  }
  let last = 0
  return Array.from({ length: pages }, (_, i) => {
    const range = found.get(i + 1)
    if (!range) return { start: last, end: last, empty: true }
    last = range.end
    return { ...range, empty: false }
  })
}

async function pagesOf(
  pdf: PDFDocumentProxy,
  read: ReadPage[],
  ranges: { start: number; end: number; empty: boolean }[],
  labels: (string | undefined)[],
  signal: AbortSignal | undefined,
): Promise<Page[]> {
  const pages: Page[] = []
  const stopLooking = performance.now() + LOOKING
  for (const [i, { failed, garbled, hadText, ...size }] of read.entries()) {
    throwIfCancelled(signal, 'the file')
    const { start, end, empty } = ranges[i]!
    const assumed = failed || garbled || (empty && performance.now() > stopLooking)
    const imageOnly =
      empty && (assumed || (await within(PAGE_TIMEOUT, showsSomething(pdf, i + 1, hadText), () => true)))
    const label = labels[i]
    pages.push({ number: i + 1, ...(label === undefined ? {} : { label }), ...size, start, end, imageOnly })
  }
  return pages
}

function noText(file: string, pages: Page[], read: ReadPage[]): DocumentError {
  if (read.some(({ garbled }) => garbled)) {
    return new DocumentError(
      'scanned',
      `The text of "${file}" can't be read, as its fonts don't say which letters they draw: run text recognition (OCR) on it first.`,
    )
  }
  if (pages.some((page) => page.imageOnly)) {
    const count = pages.length === 1 ? 'The one page' : `All ${pages.length.toLocaleString('en')} pages`
    const verb = pages.length === 1 ? 'is an image' : 'are images'
    return new DocumentError(
      'scanned',
      `${count} of "${file}" ${verb}, and SparseLens can't read images yet: run text recognition (OCR) on it first.`,
    )
  }
  return new DocumentError('empty', `"${file}" holds no text: choose another file.`)
}
