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
}

/** All glyphs of a page that stand for something, in the order of painting. */
export function typedOf({ shows }: PagePaint, eye: Eye): Typed[] {
  return shows.flatMap((show) => {
    const typed = show.glyphs
      .filter(({ text }) => text !== '')
      .map((glyph) => ({ show, glyph, sight: eye.sightOf(show, glyph), struck: false, isBlank: false }))
    if (show.ink === 'none') settleScan(typed)
    return typed
  })
}

/** Invisible type over shapes that don't fill all of their places, as letters drawn as outlines: it is theirs or not. */
function settleScan(typed: Typed[]): void {
  const both = typed.filter(({ sight }) => sight === 'scan' || sight === 'unpainted')
  const scanned = both.filter(({ sight }) => sight === 'scan').length
  for (const one of both) one.sight = scanned * 2 >= both.length ? 'scan' : 'unpainted'
}

/** The way that a show's letters follow each other. */
export const wayOf = ({ font, along, up }: Show): readonly [number, number] =>
  font.vertical ? [-up[0], -up[1]] : along

/** How far `to` stands from `from`: along the line of `from`, and up from it. */
export function stepBetween(from: Typed, to: Typed): { along: number; up: number } {
  const [dx, dy] = [to.glyph.x - from.glyph.x, to.glyph.y - from.glyph.y]
  const [wx, wy] = wayOf(from.show)
  // Across the line, not along its letters: these may lean.
  return { along: dx * wx + dy * wy, up: dy * wx - dx * wy }
}

/** About the width of a letter, in type sizes, where the file gives none. */
const LETTER = 0.5

/** The white space between a glyph and the next, in points, without what letterspacing puts there. */
export function gapBetween(from: Typed, to: Typed): number {
  const { advance, spacing, text } = from.glyph
  const hasNoWidth = advance === 0 && !/^[\p{M}\s]/u.test(text)
  return stepBetween(from, to).along - (hasNoWidth ? LETTER * from.show.size : advance) - spacing
}

/** Whether two glyphs are of one font, size and direction, and stand on one base line. */
export function onOneLine(a: Typed, b: Typed): boolean {
  if (a.show.font !== b.show.font || Math.abs(a.show.size - b.show.size) > 0.01 * a.show.size) return false
  const [x, y] = wayOf(a.show)
  const [u, v] = wayOf(b.show)
  return x * u + y * v > 0.999 && Math.abs(stepBetween(a, b).up) <= 0.25 * a.show.size
}
