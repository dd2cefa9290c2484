import type { PageViewport, PDFPageProxy } from 'pdfjs-dist'

/** A page as it is recognized: grey, as a PGM file, and how its pixels lie on the page. */
export interface PagePicture {
  file: Uint8Array
  width: number
  height: number
  /** Its paper is much darker in one place than in another: a photograph. */
  hasShadows: boolean
  viewport: PageViewport
}

/** Pixels for an inch: letters of 10 points are 20 to 30 pixels high then, as Tesseract was trained with. */
const PER_INCH = 300
/** A larger page, such as a plan, is drawn coarser: memory and time go by pixels. */
export const MOST_PIXELS = 16_000_000

/** Draws a page, turned clockwise by `turn` degrees more than the file says. */
export async function pagePicture(page: PDFPageProxy, turn = 0, perInch = PER_INCH): Promise<PagePicture> {
  const rotation = (page.rotate + turn) % 360
  const natural = page.getViewport({ scale: 1, rotation })
  const scale = Math.min(perInch / 72, Math.sqrt(MOST_PIXELS / (natural.width * natural.height)))
  const viewport = page.getViewport({ scale, rotation })
  const { createCanvas } = await import('@napi-rs/canvas')
  const [width, height] = [Math.max(1, Math.floor(viewport.width)), Math.max(1, Math.floor(viewport.height))]
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  // pdf.js's types know a page's canvas only
  const target = { canvas, canvasContext: context } as unknown as Pick<
    Parameters<PDFPageProxy['render']>[0],
    'canvas' | 'canvasContext'
  >
  await page.render({ ...target, viewport, background: '#ffffff' }).promise
  const file = greyFile(context.getImageData(0, 0, width, height).data, width, height)
  return { file, width, height, viewport, hasShadows: hasShadows(file.subarray(file.length - width * height), width) }
}

/** A picture as a PGM file: a head of three numbers, then a byte for each pixel. */
export function greyFile(rgba: Uint8ClampedArray, width: number, height: number): Uint8Array {
  const head = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`)
  const file = new Uint8Array(head.length + width * height)
  file.set(head)
  for (let from = 0, to = head.length; to < file.length; from += 4, to++) {
    // luminance by Rec. 601, in 256ths
    file[to] = (77 * rgba[from]! + 150 * rgba[from + 1]! + 29 * rgba[from + 2]!) >> 8
  }
  return file
}

/** Places across and down that are compared; pixels that are passed over between two that are looked at. */
const PLACES = 8
const STRIDE = 3
/** Paper differs by less under a scanner's lamp, of 255. */
const SHADOW = 50

/** Whether the paper, the brightest tenth of each place, is much darker in one place than in another. */
export function hasShadows(grey: Uint8Array, width: number): boolean {
  const height = Math.floor(grey.length / width)
  const counts = Array.from({ length: PLACES * PLACES }, () => new Uint32Array(256))
  for (let y = 0; y < height; y += STRIDE) {
    const row = Math.floor((y * PLACES) / height) * PLACES
    for (let x = 0; x < width; x += STRIDE) {
      counts[row + Math.floor((x * PLACES) / width)]![grey[y * width + x]!]!++
    }
  }
  const papers = counts.map(paperOf)
  return Math.max(...papers) - Math.min(...papers) > SHADOW
}

function paperOf(counts: Uint32Array): number {
  let left = counts.reduce((sum, count) => sum + count, 0) / 10
  for (let grey = 255; grey > 0; grey--) {
    left -= counts[grey]!
    if (left <= 0) return grey
  }
  return 0
}
