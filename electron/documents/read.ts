import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { OCR_OFF, USUAL_LANGUAGES } from '../shared/document/languages'
import { DocumentError, type ReadOptions, type SourceDocument } from '../shared/document/types'
import { throwIfCancelled } from './cancelled'
import { toDocumentError } from './file_error'
import { isMail, readMail } from './mail/mail'
import { isFictionBook, readFictionBook } from './markup/fiction_book'
import { readHtml } from './markup/html'
import { readMarkdown } from './markup/markdown'
import { notebookIn, readNotebook } from './markup/notebook'
import { isMarkdown, isWebPage } from './markup/web_page'
import { isXmlWorkbook, readXmlWorkbook, XML_WORKBOOK } from './office/excel/xml_workbook'
import { Flat, flatPacked } from './packed/flat'
import { Guard } from './packed/guard'
import { extractDocument } from './pdf/extract'
import { type OpenPdf, openPdf } from './pdf/open'
import type { RecognizePages } from './pdf/recognized'
import { picturesAsPdf } from './pictures/pages_pdf'
import { pictureKind } from './pictures/picture_kind'
import { isZip, readPacked, readParts } from './read_packed'
import { isRtf, readRtf } from './rtf/rtf'
import { isPdf, unsupportedKind } from './sniff'
import { decodeText } from './text/decode_text'
import { latin1 } from './text/encodings'
import { readText } from './text/text'
import { UnseenSigns } from './unseen_signs'
import { isCsv, readCsv } from './values/csv'

/**
 * Reads a document of any kind that is known. What a file is, its content says; only Markdown is told by its name.
 * Throws DocumentError, and nothing else, for every file that can't be read.
 */
export async function readDocument(path: string, options: ReadOptions = {}): Promise<SourceDocument> {
  const file = basename(path)
  throwIfCancelled(options.signal, file)
  const data = await readBytes(path, file)
  throwIfCancelled(options.signal, file)
  if (data.length === 0) throw new DocumentError('empty', `"${file}" is empty: choose another file.`)
  if (isPdf(data, file)) return readPdf(data, file, options)
  const signs = new UnseenSigns(options.hidden)
  const picture = pictureKind(data)
  if (picture)
    return { ...(await readPdf(await picturesAsPdf(data, file, options.signal), file, options)), kind: picture }
  const guard = new Guard(file, undefined, options.signal, signs)
  const document = isZip(data) ? await readPacked(data, guard, options) : await readOther(data, guard, options)
  const unseen = signs.note()
  if (unseen) document.notes.unshift(unseen)
  if (document.text === '') throw new DocumentError('empty', `"${file}" holds no text: choose another file.`)
  options.onProgress?.(document.pages.length, document.pages.length)
  return document
}

/** What is written in plain signs, and may hold more than they show. */
async function readOther(data: Uint8Array, guard: Guard, options: ReadOptions): Promise<SourceDocument> {
  const text = latin1(data, 0, data.length)
  if (isRtf(text)) return readRtf(data, guard, options)
  if (isMail(text, guard.file)) return readMail(data, guard, options)
  if (isXmlWorkbook(text)) return readXmlWorkbook(new Flat(new Map([[XML_WORKBOOK, data]]), guard), options)
  const flat = flatPacked(data, text, guard)
  if (flat) return readParts(flat, options)
  return readPlain(data, guard, options)
}

function readPlain(data: Uint8Array, guard: Guard, options: ReadOptions): SourceDocument {
  const { file } = guard
  const kind = unsupportedKind(data)
  if (kind !== undefined) {
    throw new DocumentError('unsupported', `"${file}" is ${kind.what}, which SparseLens can't read: ${kind.advice}.`)
  }
  const { text: decoded, notes } = decodeText(data, file, options.encoding)
  const text = guard.signs.shown(decoded)
  if (isCsv(file)) return readCsv(text, guard, notes)
  const notebook = notebookIn(text)
  if (notebook) return readNotebook(notebook, file, notes, options)
  return readerOf(text, file)(text, file, notes, options)
}

function readerOf(text: string, file: string): typeof readHtml {
  if (isFictionBook(text)) return readFictionBook
  if (isWebPage(text, file)) return readHtml
  return isMarkdown(file) ? readMarkdown : readText
}

async function readPdf(data: Uint8Array, file: string, options: ReadOptions): Promise<SourceDocument> {
  const { pdf, withImages, close } = await openPdf(data, file, options)
  try {
    const recognize = recognition(options, file, withImages)
    return await extractDocument(pdf, file, { ...options, withImages, recognize })
  } catch (error) {
    if (error instanceof DocumentError) throw error
    throw new DocumentError('damaged', `"${file}" is damaged and can't be read: get a new copy of it.`, {
      cause: error,
    })
  } finally {
    await close().catch(() => {})
  }
}

/** How text in a file's pictures is recognized; undefined if it isn't to be. */
function recognition(options: ReadOptions, file: string, open: OpenPdf['withImages']): RecognizePages | undefined {
  const { ocr, scans, onRecognize, signal } = options
  const languages = ocr ?? scans?.languages ?? USUAL_LANGUAGES
  if (languages === OCR_OFF) return undefined
  return async (pages) => {
    const { recognizePages } = await import('./recognition/recognize_pages')
    return recognizePages(pages, { open, file, languages, folder: scans?.folder, onRecognize, signal })
  }
}

async function readBytes(path: string, file: string): Promise<Uint8Array> {
  try {
    if ((await stat(path)).isDirectory()) {
      throw new DocumentError('not-a-file', `"${file}" is a folder: choose a file in it.`)
    }
    // A copy, as Buffers may share memory, and pdf.js takes over what it is given.
    return new Uint8Array(await readFile(path))
  } catch (error) {
    throw toDocumentError(error, path, file)
  }
}
