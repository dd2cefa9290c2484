import type { DrawnGlyph, FontFacts } from './fonts'
import { apply, IDENTITY, type Matrix, multiply } from './geometry'
import { frameOf, type Glyph, type Show } from './ink'
import type { State } from './state'

/** Type that is narrower than this part of its usual width is a stroke. */
const FLAT = 0.03

/** Where the next glyph goes: PDF's text and line matrix, and how far the text has come in it. */
export class TextLine {
  private matrix: Matrix = IDENTITY
  private lineX = 0
  private lineY = 0
  private x = 0
  private y = 0

  begin(): void {
    this.set(IDENTITY)
  }

  set(matrix: Matrix): void {
    this.matrix = matrix
    this.x = this.y = this.lineX = this.lineY = 0
  }

  move(x: number, y: number): void {
    this.x = this.lineX += x
    this.y = this.lineY += y
  }

  /** Puts glyphs, and numbers that move what follows by thousandths of the type size, behind what stands there. */
  show(items: readonly (DrawnGlyph | number)[], state: State, font: FontFacts): Placing {
    const frame = multiply(state.ctm, this.matrix)
    const { along, up, wide, high } = frameOf(frame)
    const sign = state.fontSize * state.horizontalScale < 0 ? -1 : 1
    const upright = state.fontSize < 0 ? -1 : 1
    const glyphs = font.vertical
      ? this.down(items, state, font, frame, high)
      : this.right(items, state, font, frame, wide)
    const flat = Math.abs(state.horizontalScale) * wide < FLAT * high
    const size = flat ? 0 : Math.abs(typeSize(state.fontSize, font, items)) * high
    const runs: Direction = [along[0] * sign, along[1] * sign]
    const stands: Direction = [up[0] * upright, up[1] * upright]
    return { size, along: runs, up: stands, way: font.vertical ? [-stands[0], -stands[1]] : runs, glyphs }
  }

  private right(items: readonly (DrawnGlyph | number)[], state: State, font: FontFacts, frame: Matrix, wide: number) {
    const { fontSize, charSpacing, wordSpacing, horizontalScale, rise } = state
    const perUnit = fontSize * font.fontMatrix[0]!
    const scale = Math.abs(horizontalScale) * wide
    const glyphs: Glyph[] = []
    for (const item of items) {
      if (typeof item === 'number') {
        this.x -= (item / 1000) * fontSize * horizontalScale
        continue
      }
      const advance = item.width * perUnit
      const spacing = charSpacing + (item.isSpace ? wordSpacing : 0)
      const [x, y] = apply(frame, this.x, this.y + rise)
      glyphs.push(glyphOf(item, font, x, y, Math.abs(advance) * scale, charSpacing * scale))
      this.x += (advance + spacing) * horizontalScale
    }
    return glyphs
  }

  private down(items: readonly (DrawnGlyph | number)[], state: State, font: FontFacts, frame: Matrix, high: number) {
    const { fontSize, charSpacing, wordSpacing } = state
    const perUnit = fontSize * font.fontMatrix[0]!
    const glyphs: Glyph[] = []
    for (const item of items) {
      if (typeof item === 'number') {
        this.y -= (item / 1000) * fontSize
        continue
      }
      const metrics = item.vmetric ?? font.defaultVMetrics
      const advance = (metrics ? -metrics[0]! : item.width) * perUnit
      const [x, y] = apply(frame, this.x, this.y)
      glyphs.push(glyphOf(item, font, x, y, Math.abs(advance) * high, charSpacing * high))
      this.y -= advance - (charSpacing + (item.isSpace ? wordSpacing : 0))
    }
    return glyphs
  }
}

type Direction = readonly [number, number]
type Placing = Pick<Show, 'size' | 'along' | 'up' | 'way' | 'glyphs'>

const glyphOf = (item: DrawnGlyph, font: FontFacts, x: number, y: number, advance: number, given: number): Glyph => {
  const { text, isSpace } = font.meaningOf(item)
  return { text, isSpace, x, y, advance, given, spacing: 0 }
}

/**
 * Fonts whose glyphs are drawings may be set at size 1 and be as large as their glyphs are: as high as the font's box,
 * which may be nonsense, but no smaller than their letters are wide.
 */
function typeSize(size: number, { isType3, bbox, fontMatrix }: FontFacts, items: readonly (DrawnGlyph | number)[]) {
  if (!isType3 || Math.abs(size) > 1) return size
  const height = bbox ? (bbox[3]! - bbox[1]!) * Math.abs(fontMatrix[3]!) : 0
  const widths = items.map((item) => (typeof item === 'number' ? 0 : item.width)).filter((width) => width > 0)
  const mean = widths.reduce((sum, width) => sum + width, 0) / Math.max(1, widths.length)
  return size * (Math.max(height, mean * Math.abs(fontMatrix[0]!)) || 1)
}
