import type { Glyph, PagePaint, Show } from './ink'
import type { Eye, Sight } from './visible'

/** A glyph with all that is known of it, before glyphs become words. */
export interface Typed {
  show: Show
  glyph: Glyph
  sight: Sight
  struck: boolean
  /** Of a row of dots or dashes that led to what is typed over it: it is no text. */
  isBlank: boolean
  /** The colour that it stands on, if that isn't the page's. */
  ground?: string
  /** The file itself says what it means, whatever its font does. */
  isSaid?: boolean
}

/** All glyphs of a page that stand for something, in the order of painting. */
export function typedOf({ shows }: PagePaint, eye: Eye): Typed[] {
  const all: Typed[] = []
  for (const show of shows) {
    const areas = eye.areasAt(show)
    const typed: Typed[] = []
    const ground = eye.groundOf(show, areas)
    for (const glyph of show.glyphs) {
      if (glyph.text === '') continue
      const sight = eye.sightOf(show, glyph, areas)
      typed.push({ show, glyph, sight, struck: false, isBlank: false, ...(ground && { ground }) })
    }
    if (show.ink === 'none') settleScan(typed)
    all.push(...typed)
  }
  return all
}

/** Invisible type over shapes that don't fill all of their places, as letters drawn as outlines: it is theirs or not. */
function settleScan(typed: Typed[]): void {
  const both = typed.filter(({ sight }) => sight === 'scan' || sight === 'unpainted')
  const scanned = both.filter(({ sight }) => sight === 'scan').length
  for (const one of both) one.sight = scanned * 2 >= both.length ? 'scan' : 'unpainted'
}

/** How far `to` stands from `from` along the line of `from`. */
export const stepAlong = (from: Typed, to: Typed): number =>
  (to.glyph.x - from.glyph.x) * from.show.way[0] + (to.glyph.y - from.glyph.y) * from.show.way[1]

/** How far `to` stands above the line of `from`: across it, not along its letters, as these may lean. */
export const stepUp = (from: Typed, to: Typed): number =>
  (to.glyph.y - from.glyph.y) * from.show.way[0] - (to.glyph.x - from.glyph.x) * from.show.way[1]

/** About the width of a letter, in type sizes, where the file gives none. */
const LETTER = 0.5

/** The white space between a glyph and the next, in points, without what letterspacing puts there. */
export function gapBetween(from: Typed, to: Typed): number {
  const { advance, spacing, text } = from.glyph
  const hasNoWidth = advance === 0 && !/^[\p{M}\s]/u.test(text)
  return stepAlong(from, to) - (hasNoWidth ? LETTER * from.show.size : advance) - spacing
}

/** Whether two glyphs are of one font, size and direction, and stand on one base line. */
export function onOneLine(a: Typed, b: Typed): boolean {
  if (a.show === b.show) return true
  if (a.show.font !== b.show.font || Math.abs(a.show.size - b.show.size) > 0.01 * a.show.size) return false
  const [x, y] = a.show.way
  const [u, v] = b.show.way
  return x * u + y * v > 0.999 && Math.abs(stepUp(a, b)) <= 0.25 * a.show.size
}
