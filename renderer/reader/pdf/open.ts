import type { PDFDocumentProxy } from 'pdfjs-dist'
import type { DocumentEntry } from '../../../electron/shared/ipc/document_data'
import { fetchBytes, fileRanges } from './file_ranges'
import { fileUrl, loadPdfjs, type Pdfjs } from './library'

/** Files up to this size are fetched whole: one request is faster than dozens. */
const WHOLE = 24 * 2 ** 20
const RANGE = 512 * 1024

export interface OpenPdf {
  pdf: PDFDocumentProxy
  pdfjs: Pdfjs
}

export interface OpenOptions {
  /** Asked as often as it takes; `wrong` is true after a wrong password. */
  password(answer: (password: string) => void, wrong: boolean): void
  /** A piece of the file can't be read any more. */
  onLost(): void
  signal: AbortSignal
}

/** Opens a stored PDF. Rejects if pdf.js can't, or the signal says so; closes it when the signal does. */
export async function openPdf(
  { id, bytes }: Pick<DocumentEntry, 'id' | 'bytes'>,
  options: OpenOptions,
): Promise<OpenPdf> {
  const { pdfjs, worker } = await loadPdfjs()
  const source =
    bytes <= WHOLE ? { data: await fetchBytes(id) } : { range: fileRanges(pdfjs, id, bytes, options.onLost) }
  options.signal.throwIfAborted()
  const task = pdfjs.getDocument({
    ...source,
    worker,
    rangeChunkSize: RANGE,
    disableAutoFetch: true,
    disableStream: true,
    cMapUrl: fileUrl('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: fileUrl('standard_fonts'),
    wasmUrl: fileUrl('wasm'),
    iccUrl: fileUrl('iccs'),
    // the app's own scheme is one that pdf.js would not fetch from by itself
    useWorkerFetch: true,
    isEvalSupported: false,
    enableXfa: false,
    verbosity: 0,
  })
  options.signal.addEventListener('abort', () => void task.destroy().catch(() => {}), { once: true })
  const WRONG = 2
  task.onPassword = (answer: (password: string) => void, reason: number) => options.password(answer, reason === WRONG)
  return { pdf: await task.promise, pdfjs }
}
