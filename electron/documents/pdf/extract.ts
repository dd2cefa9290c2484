import type { PDFDocumentProxy } from 'pdfjs-dist'
import { DocumentError, type DocumentNote, type Page, type SourceDocument } from '../../shared/document/types'
import { throwIfCancelled } from '../cancelled'
import { vocabularyOf } from '../hyphens'
import { cutSentences } from '../sentences'
import { attachedFiles, attachedNotes, refusePortfolio } from './attachments'
import type { Line } from './layout/lines'
import type { PageLines } from './layout/page'
import { type ReadPage, type ReadPagesOptions, readPages } from './read_pages'
import { type RecognizePages, showsSomething, withRecognized } from './recognized'
import { compose } from './whole/compose'
import { joinAcrossBreaks } from './whole/continuations'
import { bodyStyle, markHeadings } from './whole/headings'
import { markListings } from './whole/listings'
import { readOutline } from './whole/outline'
import { type PageRange, pageRanges } from './whole/page_ranges'
import { measureOf, paragraphsOf } from './whole/paragraphs'
import { repeatedLines } from './whole/repeats'
import { readTables } from './whole/tables'
import { labelsOf, titleOf } from './whole/titles'

/**
 * Reads an open PDF, page by page, into a document. Runs in Node, in Electron's renderer and in its utility process.
 * The caller opens and destroys `pdf`. `file` is the name to show, without its folder.
 * Throws DocumentError: 'cancelled', 'damaged' (no page could be read), 'scanned' or 'empty' (no page has text),
 * 'unsupported' (a portfolio's cover).
 */
export async function extractDocument(
  pdf: PDFDocumentProxy,
  file: string,
  options: ReadPagesOptions & { recognize?: RecognizePages } = {},
): Promise<SourceDocument> {
  const outline = await readOutline(pdf)
  const read = await readPages(pdf, file, options)
  if (read.pages.every((page) => page.failed)) {
    throw new DocumentError('damaged', `None of the pages of "${file}" can be read: get a new copy of it.`)
  }
  const labels = await labelsOf(pdf)
  const { pages, lines, notes } = await withRecognized(read, labels, options.recognize)
  const kept = withoutRepeats(lines, labels)
  const all = kept.flat()
  const body = bodyStyle(all)
  const measure = measureOf(all)
  markListings(all, body, measure)
  const vocabulary = vocabularyOf(all)
  const paragraphs = joinAcrossBreaks(
    readTables(kept, vocabulary).flatMap((page) => paragraphsOf(page, measure)),
    measure.bodySize,
  )
  if (paragraphs.length > 0) markHeadings(paragraphs, body, outline)
  const { text, runs, headings, paragraphs: parts } = compose(paragraphs, vocabulary)
  const ranges = pageRanges(text, runs, pages.length)
  const shown = pagesOf(pages, ranges, labels)
  throwIfCancelled(options.signal, file)
  const attached = await attachedFiles(pdf)
  refusePortfolio(attached, file, text, pages.length)
  if (text === '') throw noText(file, shown, pages, notes, options.recognize !== undefined)
  return {
    file,
    kind: 'pdf',
    title: await titleOf(pdf, paragraphs, measure.bodySize),
    text,
    pages: shown,
    runs,
    sentences: cutSentences(text, parts, shown),
    headings,
    notes: [...attachedNotes(attached), ...notes],
  }
}

/** Each page's lines without running heads. If that leaves nothing at all, they were the text. */
function withoutRepeats(pages: PageLines[], labels: (string | undefined)[]): Line[][] {
  const repeated = repeatedLines(pages, labels)
  const kept = pages.map(({ lines, asides }) => [...lines, ...asides].filter((line) => !repeated.has(line)))
  return kept.some((lines) => lines.length > 0) ? kept : pages.map(({ lines, asides }) => [...lines, ...asides])
}

function pagesOf(read: ReadPage[], ranges: PageRange[], labels: (string | undefined)[]): Page[] {
  return read.map((page, i) => {
    const { width, height, rotation } = page
    const { start, end, empty } = ranges[i]!
    const label = labels[i] === undefined ? {} : { label: labels[i] }
    const size = { width, height, ...(rotation && { rotation }) }
    return { number: i + 1, ...label, ...size, start, end, imageOnly: empty && showsSomething(page) }
  })
}

function noText(
  file: string,
  pages: Page[],
  read: ReadPage[],
  notes: DocumentNote[],
  wasRecognized: boolean,
): DocumentError {
  const images = pages.filter(({ imageOnly }) => imageOnly).length
  if (wasRecognized && notes.some(({ kind }) => kind === 'unread')) {
    return new DocumentError('scanned', `Recognizing the text of "${file}" failed: try again, or scan it anew.`)
  }
  if (wasRecognized && images > 0) {
    const where = images === 1 ? 'the picture' : `the ${images.toLocaleString('en')} pictures`
    return new DocumentError(
      'scanned',
      `No text was recognized in ${where} of "${file}": scan it anew if it holds some, or choose its language.`,
    )
  }
  if (read.some(({ garbled }) => garbled)) {
    return new DocumentError(
      'scanned',
      `The text of "${file}" can't be read, as its fonts don't say which letters they draw: ${SWITCH_ON}.`,
    )
  }
  if (images > 0) {
    const count = pages.length === 1 ? 'The one page' : `All ${pages.length.toLocaleString('en')} pages`
    const verb = pages.length === 1 ? 'is an image' : 'are images'
    return new DocumentError(
      'scanned',
      `${count} of "${file}" ${verb}, and text recognition (OCR) is off: ${SWITCH_ON}.`,
    )
  }
  if (notes.some(({ kind }) => kind === 'hidden')) {
    return new DocumentError(
      'empty',
      `"${file}" shows no text, but holds some that can't be seen: to read that, use --hidden on the command line.`,
    )
  }
  return new DocumentError('empty', `"${file}" holds no text: choose another file.`)
}

const SWITCH_ON = 'switch text recognition on, in the settings or by leaving out --ocr off'
