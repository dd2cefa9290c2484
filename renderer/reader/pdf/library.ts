/// <reference types="vite/client" />
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'

/**
 * pdf.js, loaded when the first PDF is shown. The legacy build, in its worker too: the modern one uses what Chrome 130
 * lacks. Its other files are beside the page (electron.vite.config.ts copies them).
 */

/** Where cMaps, standard fonts and decoders are. */
export const PDFJS_FILES = 'pdfjs/'

export type Pdfjs = typeof import('pdfjs-dist')
export type PdfWorker = InstanceType<Pdfjs['PDFWorker']>

let loaded: Promise<{ pdfjs: Pdfjs; worker: PdfWorker }> | undefined

/** One worker serves all documents. */
export function loadPdfjs(): Promise<{ pdfjs: Pdfjs; worker: PdfWorker }> {
  loaded ??= load()
  loaded.catch(() => {
    loaded = undefined
  })
  return loaded
}

async function load() {
  const pdfjs = (await import('pdfjs-dist/legacy/build/pdf.mjs')) as unknown as Pdfjs
  const port = new Worker(workerUrl, { type: 'module', name: 'pdf.js' })
  return { pdfjs, worker: pdfjs.PDFWorker.create({ port, verbosity: 0 }) }
}

export const fileUrl = (folder: string): string => new URL(`${PDFJS_FILES}${folder}/`, document.baseURI).href
