import type { PDFDocumentProxy } from 'pdfjs-dist'
import { Objects } from './objects'

const known = new WeakMap<PDFDocumentProxy, Promise<Objects>>()

/** The objects of an open PDF; none of an encrypted one, whose strings say nothing. */
export function objectsOf(pdf: PDFDocumentProxy): Promise<Objects> {
  const objects = known.get(pdf) ?? read(pdf)
  known.set(pdf, objects)
  return objects
}

async function read(pdf: PDFDocumentProxy): Promise<Objects> {
  const { info } = await pdf.getMetadata()
  const isEncrypted = Boolean((info as { EncryptFilterName?: string | null }).EncryptFilterName)
  return new Objects(isEncrypted ? new Uint8Array() : await pdf.getData())
}
