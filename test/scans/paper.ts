import { join } from 'node:path'
import type { Canvas, SKRSContext2D } from '@napi-rs/canvas'
import { createCanvas, GlobalFonts } from '@napi-rs/canvas'
import type { Box } from '../../electron/shared/document/types'

/** A page that text is typed on, with the place of every word; points from its upper left corner. */

export interface TrueWord {
  text: string
  box: Box
}

/** How the paper lay on the glass: points of the sheet become points of the scan. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

/** Parts of a type's size that an "l" reaches above its line, and a "p" below it. */
const ABOVE = 0.73
const BELOW = 0.21

const FONTS = join(import.meta.dirname, '..', '..', 'node_modules', 'pdfjs-dist', 'standard_fonts')
for (const style of ['Regular', 'Bold']) {
  GlobalFonts.registerFromPath(join(FONTS, `LiberationSans-${style}.ttf`), `Scan ${style}`)
}

export class Paper {
  readonly canvas: Canvas
  readonly words: TrueWord[] = []
  private readonly context: SKRSContext2D

  constructor(
    readonly width: number,
    readonly height: number,
    dpi: number,
    private readonly lies: Matrix = [1, 0, 0, 1, 0, 0],
    ground = '#ffffff',
    private readonly ink = '#1a1a1a',
  ) {
    const scale = dpi / 72
    this.canvas = createCanvas(Math.round(width * scale), Math.round(height * scale))
    this.context = this.canvas.getContext('2d')
    this.context.fillStyle = ground
    this.context.fillRect(0, 0, this.canvas.width, this.canvas.height)
    const [a, b, c, d, e, f] = lies
    this.context.setTransform(a * scale, b * scale, c * scale, d * scale, e * scale, f * scale)
  }

  /** The sheet itself, where it does not fill the picture. */
  sheet(colour: string): void {
    this.context.fillStyle = colour
    this.context.fillRect(0, 0, this.width, this.height)
  }

  /** Types words one after the other, lines no wider than `width`. Returns the base line after the last. */
  type(text: string, x: number, y: number, width: number, size: number, bold = false): number {
    this.context.font = `${size}px "Scan ${bold ? 'Bold' : 'Regular'}"`
    this.context.fillStyle = this.ink
    let [at, base] = [x, y]
    const space = this.context.measureText(' ').width
    for (const word of text.split(' ')) {
      const length = this.context.measureText(word).width
      if (at > x && at + length > x + width) {
        at = x
        base += 1.35 * size
      }
      this.put(word, at, base, size)
      at += length + space
    }
    return base
  }

  /** Paragraphs with room between them; the first may be a heading. */
  paragraphs(texts: readonly string[], x: number, y: number, width: number, size: number, heading = false): number {
    let base = y
    for (const [i, text] of texts.entries()) {
      const isHeading = heading && i === 0
      base = this.type(text, x, base, width, isHeading ? 1.5 * size : size, isHeading) + 2.1 * size
    }
    return base
  }

  private put(word: string, x: number, base: number, size: number): void {
    this.context.fillText(word, x, base)
    const { actualBoundingBoxLeft: left, actualBoundingBoxRight: right } = this.context.measureText(word)
    this.words.push({ text: word, box: this.placed(x - left, x + right, base - ABOVE * size, base + BELOW * size) })
  }

  private placed(left: number, right: number, top: number, bottom: number): Box {
    const [a, b, c, d, e, f] = this.lies
    const corners = [left, right].flatMap((x) => [top, bottom].map((y) => [a * x + c * y + e, b * x + d * y + f]))
    const xs = corners.map(([x]) => x!)
    const ys = corners.map(([, y]) => y!)
    const [x, y] = [Math.min(...xs), Math.min(...ys)]
    return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
  }
}

/** Turned clockwise about the middle of a sheet, in degrees. */
export function askew(degrees: number, width: number, height: number): Matrix {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
  const [x, y] = [width / 2, height / 2]
  return [cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y]
}
