import type { PDFDataRangeTransport } from 'pdfjs-dist'
import type { Pdfjs } from './library'

/** Where main serves a document's file. */
export const documentUrl = (id: string): string => `sparselens://documents/${id}`

/** Bytes [start, end) of a stored file; all of it without a range. */
export async function fetchBytes(id: string, range?: { start: number; end: number }): Promise<Uint8Array> {
  const headers = range ? { range: `bytes=${range.start}-${range.end - 1}` } : undefined
  const response = await fetch(documentUrl(id), { headers })
  if (!response.ok) throw new Error(`The file can't be read (${response.status}).`)
  return new Uint8Array(await response.arrayBuffer())
}

/** Gives pdf.js the pieces of a large file that it asks for, and nothing else of it. */
export function fileRanges(pdfjs: Pdfjs, id: string, bytes: number, onFailed: () => void): PDFDataRangeTransport {
  class FileRanges extends pdfjs.PDFDataRangeTransport {
    private aborted = false

    override requestDataRange(start: number, end: number): void {
      fetchBytes(id, { start, end: Math.min(end, bytes) }).then(
        (chunk) => {
          if (!this.aborted) this.onDataRange(start, chunk)
        },
        () => {
          if (!this.aborted) onFailed()
        },
      )
    }

    override abort(): void {
      this.aborted = true
    }
  }
  return new FileRanges(bytes, new Uint8Array(0))
}
