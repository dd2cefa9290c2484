import type { SKRSContext2D } from '@napi-rs/canvas'
import { DocumentError } from '../../shared/document/types'
import { throwIfCancelled } from '../cancelled'
import { pageSize } from './page_size'

/** Pixels of the largest page that is opened, and of what is kept of one: a plan of A1 in 200 dpi. */
const MOST_PIXELS = 400_000_000
const KEPT_PIXELS = 36_000_000
const MOST_PAGES = 500

/**
 * The pages of a PNG, JPEG or TIFF file as a PDF, so that all that is done with pages is done with them too.
 * Throws DocumentError: 'damaged', 'unsupported' (too large), 'cancelled'.
 */
export async function picturesAsPdf(data: Uint8Array, file: string, signal?: AbortSignal): Promise<Uint8Array> {
  try {
    const pages = await pagesOf(data, file)
    const { PDFDocument, loadImage } = await import('@napi-rs/canvas')
    const pdf = new PDFDocument({ title: '' })
    for (let page = 0; page < pages; page++) {
      throwIfCancelled(signal, file)
      const { picture, size } = await pictureOf(data, page)
      // its types take it for a page's
      const context = pdf.beginPage(size.width, size.height) as unknown as SKRSContext2D
      context.drawImage(await loadImage(picture), 0, 0, size.width, size.height)
      pdf.endPage()
    }
    return new Uint8Array(pdf.close())
  } catch (error) {
    if (error instanceof DocumentError) throw error
    if (/pixel limit/i.test((error as Error).message)) throw tooLarge(file)
    throw new DocumentError('damaged', `"${file}" is damaged and can't be read: get a new copy of it.`, {
      cause: error,
    })
  }
}

async function open(data: Uint8Array, page: number) {
  const { default: sharp } = await import('sharp')
  // one picture at a time, and none of it kept
  sharp.cache(false)
  sharp.concurrency(1)
  return sharp(data, { limitInputPixels: MOST_PIXELS, page, failOn: 'error', sequentialRead: true })
}

async function pagesOf(data: Uint8Array, file: string): Promise<number> {
  const { pages = 1 } = await (await open(data, 0)).metadata()
  if (pages <= MOST_PAGES) return pages
  throw new DocumentError(
    'unsupported',
    `"${file}" holds ${pages.toLocaleString('en')} pages, more than ${MOST_PAGES}: split it into smaller files.`,
  )
}

/** A page as a JPEG or PNG file, turned as it is meant to be seen, on white. */
async function pictureOf(data: Uint8Array, page: number) {
  const image = await open(data, page)
  const { width, height, density, format, orientation = 1 } = await image.metadata()
  const turned = orientation >= 5
  const size = pageSize({ width: turned ? height : width, height: turned ? width : height, density })
  const share = Math.min(1, Math.sqrt(KEPT_PIXELS / (width * height)))
  if (format === 'jpeg' && orientation === 1 && share === 1) return { picture: Buffer.from(data), size }
  const whole = image.autoOrient().flatten({ background: '#ffffff' })
  const kept = share < 1 ? whole.resize({ width: Math.floor((turned ? height : width) * share) }) : whole
  // a photograph's grain would make a large PNG
  const picture = await (format === 'jpeg' ? kept.jpeg({ quality: 92 }) : kept.png({ compressionLevel: 3 })).toBuffer()
  return { picture, size }
}

const tooLarge = (file: string) =>
  new DocumentError(
    'unsupported',
    `"${file}" has more than ${(MOST_PIXELS / 1e6).toLocaleString('en')} million pixels: scan it coarser or in parts.`,
  )
