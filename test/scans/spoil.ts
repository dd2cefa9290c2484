import { type Canvas, createCanvas } from '@napi-rs/canvas'
import { Random } from '../eval/random'

/** What scanners, copiers and cameras do to a page. */

type Pixel = (x: number, y: number, grey: number, random: Random) => number

function eachPixel(canvas: Canvas, seed: string, change: Pixel): void {
  const context = canvas.getContext('2d')
  const image = context.getImageData(0, 0, canvas.width, canvas.height)
  const { data, width } = image
  const random = new Random(seed)
  for (let i = 0; i < data.length; i += 4) {
    const grey = change((i / 4) % width, Math.floor(i / 4 / width), data[i]!, random)
    data.fill(Math.max(0, Math.min(255, grey)), i, i + 3)
  }
  // this canvas draws pixels by the matrix, too: findings/napi-canvas-pixels-by-matrix.sh
  context.resetTransform()
  context.putImageData(image, 0, 0)
}

/** Grain, and specks of dust. */
export const grain = (canvas: Canvas, strength: number, specks: number, seed: string): void =>
  eachPixel(canvas, seed, (_x, _y, grey, random) => {
    const dusty = random.next() < specks ? (random.next() < 0.5 ? -160 : 160) : 0
    return grey + dusty + strength * (random.next() + random.next() - 1)
  })

/** The light of a lamp at one corner: the far corner is in shadow. */
export const lamp = (canvas: Canvas, darkest: number, seed: string): void =>
  eachPixel(canvas, seed, (x, y, grey, random) => {
    const far = Math.hypot(x / canvas.width, y / canvas.height) / Math.SQRT2
    return grey * (1 - darkest * far) + 10 * (random.next() - 0.5)
  })

/** Black and white, as faxes are. */
export const bilevel = (canvas: Canvas, threshold: number): void =>
  eachPixel(canvas, '', (_x, _y, grey) => (grey < threshold ? 0 : 255))

/** Out of focus by so many pixels. */
export function blurred(canvas: Canvas, pixels: number): Canvas {
  const soft = createCanvas(canvas.width, canvas.height)
  const context = soft.getContext('2d')
  context.filter = `blur(${pixels}px)`
  context.drawImage(canvas, 0, 0)
  return soft
}
