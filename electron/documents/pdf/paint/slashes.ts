import { boundsOf, type Point, type Rect } from './geometry'
import type { Rule } from './ink'
import { gapBetween, onOneLine, stepAlong, type Typed } from './typed'
import { middleOf } from './visible'

/** With more slanted strokes than this, a page has a drawing. */
const MOST_SLANTED = 40
/** Letters that it goes through at least: one with a stroke may be a letter of its own. */
const FEWEST = 2
/** Type sizes above the base line: it begins no higher, ends no lower, and rises no more. */
const START = 0.15
const END = 0.45
const MOST_RISE = 2.5
/** Half way it is as high as small letters, give or take this. */
const MIDDLE = 0.33
const OFF_MIDDLE = 0.35
/** What it strikes out takes up so much of it; it reaches no further to both sides, in type sizes. */
const LEAST_COVER = 0.6
const OVERSHOOT = 1
/** A gap that parts words, in type sizes. */
const WORD_GAP = 0.1

/** Marks whole words that one lone stroke goes through from corner to corner, as old prices are struck out. */
export function markSlashed(typed: readonly Typed[], rules: readonly Rule[]): void {
  const slanted = rules.filter(({ from, to }) => Math.abs(to[1] - from[1]) > 1 && Math.abs(to[0] - from[0]) > 1)
  if (slanted.length === 0 || slanted.length > MOST_SLANTED) return
  const seen = typed.filter(({ sight, glyph }) => (sight === 'seen' || sight === 'scan') && !glyph.isSpace)
  for (const rule of slanted) {
    const size = boundsOf([rule.from, rule.to])
    if (slanted.some((other) => other !== rule && isNear(size, boundsOf([other.from, other.to])))) continue
    const [first] = seen.filter((one) => isUnder(rule, one))
    if (!first) continue
    const line = seen.filter((one) => onOneLine(first, one)).sort((a, b) => stepAlong(first, a) - stepAlong(first, b))
    const words = line.filter((one) => isUnder(rule, one))
    if (isSlash(rule, words) && areWhole(line, words)) for (const one of words) one.struck = true
  }
}

/** Points between strokes of one drawing. */
const NEAR = 2
const isNear = (a: Rect, b: Rect): boolean =>
  a[0] <= b[2] + NEAR && b[0] <= a[2] + NEAR && a[1] <= b[3] + NEAR && b[1] <= a[3] + NEAR

/** A point's place along the line of a glyph and above it, counted from there. */
function placeOf([x, y]: Point, { show, glyph }: Typed): [along: number, up: number] {
  const { along, up } = show
  const [dx, dy] = [x - glyph.x, y - glyph.y]
  return [dx * along[0] + dy * along[1], dx * up[0] + dy * up[1]]
}

/** The glyph's middle lies between the ends of the stroke, which are on both sides of its line. */
function isUnder({ from, to, thick }: Rule, one: Typed): boolean {
  const { show, glyph } = one
  if (show.font.vertical || thick > 0.2 * show.size) return false
  const [middle] = placeOf(middleOf(show, glyph), one)
  const [[a, low], [b, high]] = [placeOf(from, one), placeOf(to, one)]
  const isBetween = Math.min(a, b) < middle && Math.max(a, b) > middle
  const [least, most] = [Math.min(low, high) / show.size, Math.max(low, high) / show.size]
  return isBetween && least <= START && most >= END && most - least <= MOST_RISE
}

function isSlash(rule: Rule, words: readonly Typed[]): boolean {
  const [first, last] = [words[0], words.at(-1)]
  const letters = words.filter(({ glyph }) => /[\p{L}\p{N}]/u.test(glyph.text))
  if (!first || !last || letters.length < FEWEST) return false
  const { size } = first.show
  const [[a, low], [b, high]] = [placeOf(rule.from, first), placeOf(rule.to, first)]
  const end = stepAlong(first, last) + last.glyph.advance
  const [left, right] = [Math.min(a, b), Math.max(a, b)]
  if (Math.abs((low + high) / 2 / size - MIDDLE) > OFF_MIDDLE) return false
  return end >= LEAST_COVER * (right - left) && -left <= OVERSHOOT * size && right - end <= OVERSHOOT * size
}

/** No letter of the line touches them at either side. */
function areWhole(line: readonly Typed[], words: readonly Typed[]): boolean {
  const [before, after] = [line[line.indexOf(words[0]!) - 1], line[line.indexOf(words.at(-1)!) + 1]]
  const parts = (a: Typed, b: Typed, outside: Typed) =>
    gapBetween(a, b) > WORD_GAP * a.show.size || !/[\p{L}\p{N}]/u.test(outside.glyph.text)
  return (!before || parts(before, words[0]!, before)) && (!after || parts(words.at(-1)!, after, after))
}
