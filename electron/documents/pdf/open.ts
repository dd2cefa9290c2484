import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { PDFDocumentLoadingTask, PDFDocumentProxy } from 'pdfjs-dist'
import { DocumentError, type ReadOptions } from '../../shared/document/types'
import { throwIfCancelled } from '../cancelled'

const { resolve } = createRequire(import.meta.url)

/** Pixels of the largest image that pdf.js decodes: none, or a large plan in 600 dpi; more would fill the memory. */
const NO_IMAGES = 1
const LARGEST_IMAGE = 2 ** 28
/** Wrong passwords before we give up. */
const TRIES = 3

export interface OpenPdf {
  /** Without its images: decoding them takes longer than all else. */
  pdf: PDFDocumentProxy
  /** The same with them; opened when it is asked for. */
  withImages(): Promise<PDFDocumentProxy>
  close(): Promise<void>
}

/**
 * Opens a PDF in Node. pdf.js takes `data` over. It loads nothing but its own files and prints nothing.
 * Throws DocumentError: 'encrypted', 'wrong-password', 'damaged', 'unsupported' (a dynamic XFA form), 'cancelled'.
 */
export async function openPdf(data: Uint8Array, file: string, options: ReadOptions): Promise<OpenPdf> {
  const { getDocument } = await loadPdfjs()
  const folder = dirname(resolve('pdfjs-dist/package.json'))
  const urlOf = (name: string) => `${join(folder, name)}/`
  const settings = {
    standardFontDataUrl: urlOf('standard_fonts'),
    cMapUrl: urlOf('cmaps'),
    cMapPacked: true,
    wasmUrl: urlOf('wasm'),
    iccUrl: urlOf('iccs'),
    verbosity: 0,
    isEvalSupported: false,
    useWorkerFetch: false,
    useSystemFonts: false,
    disableFontFace: true,
    enableXfa: true, // to know such forms: we can't read them
    fontExtraProperties: true, // for the names of glyphs
  }
  const task = getDocument({ ...settings, data, maxImageSize: NO_IMAGES })
  const { refusal, password } = answerPassword(task, file, options)
  try {
    const pdf = await Promise.race([task.promise, refusal])
    if (pdf.isPureXfa) throw xfaForm(file)
    let again: PDFDocumentLoadingTask | undefined
    return {
      pdf,
      async withImages() {
        again ??= getDocument({
          ...settings,
          data: await pdf.getData(),
          password: password(),
          maxImageSize: LARGEST_IMAGE,
        })
        return again.promise
      },
      close: async () => void (await Promise.all([task.destroy(), again?.destroy()])),
    }
  } catch (error) {
    await task.destroy().catch(() => {})
    if (error instanceof DocumentError) throw error
    throw new DocumentError('damaged', `"${file}" is damaged and can't be opened: get a new copy of it.`, {
      cause: error,
    })
  }
}

type Pdfjs = typeof import('pdfjs-dist')

/**
 * The minified legacy build: it loads in a third of the time. pdf.js warns while it is loaded, before it can be told
 * not to, about what else it could use.
 */
async function loadPdfjs(): Promise<Pdfjs> {
  const urlOf = (name: string) => pathToFileURL(resolve(`pdfjs-dist/legacy/build/${name}`)).href
  const { warn } = console
  console.warn = () => {}
  try {
    const pdfjs: Pdfjs = await import(urlOf('pdf.min.mjs'))
    pdfjs.GlobalWorkerOptions.workerSrc = urlOf('pdf.worker.min.mjs')
    return pdfjs
  } finally {
    console.warn = warn
  }
}

/**
 * Asks for the password as often as pdf.js does; `refusal` rejects when there is none to give, and never resolves.
 * `password`: the last that was given.
 */
function answerPassword(task: PDFDocumentLoadingTask, file: string, options: ReadOptions) {
  let given: string | undefined
  const refusal = new Promise<never>((_, reject) => {
    let tries = 0
    const ask = async (update: (password: string) => void, retry: boolean): Promise<void> => {
      if (retry && ++tries >= TRIES) throw wrongPassword(file)
      given = await options.password?.(retry)
      throwIfCancelled(options.signal, file)
      if (given !== undefined) return update(given)
      throw retry ? wrongPassword(file) : encrypted(file)
    }
    const PASSWORD_WAS_WRONG = 2
    task.onPassword = (update: (password: string) => void, reason: number) => {
      ask(update, reason === PASSWORD_WAS_WRONG).catch(reject)
    }
  })
  return { refusal, password: () => given }
}

/** What pages such a file has say only "Please wait...". */
const xfaForm = (file: string) =>
  new DocumentError(
    'unsupported',
    `"${file}" is a dynamic XFA form, which only Adobe's programs fill in and show: print it to a new PDF there.`,
  )

const encrypted = (file: string) =>
  new DocumentError('encrypted', `"${file}" is protected by a password: give the password to read it.`)

const wrongPassword = (file: string) =>
  new DocumentError('wrong-password', `The password given for "${file}" is wrong: check it and try again.`)
