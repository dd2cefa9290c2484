import { boundsOf, contains, type Rect } from './geometry'
import type { Rule } from './ink'
import type { Typed } from './typed'
import { middleOf } from './visible'

/** Points along and across that a diagonal has at least, and the share by which the two of a cross may differ. */
const SHORTEST = 2
const UNLIKE = 0.15
/** With more slanted strokes than this, a page has a drawing. */
const MOST = 300
/** Type sizes: as high, a cross is one over words of one line; higher than half a letter, it is one at all. */
const ONE_LINE = 2.2
const LOWEST = 0.4
/** What it crosses out takes up so much of it, and of each line that one over several lines crosses. */
const LEAST_COVER = 0.6
const MOST_OF_LINE = 0.8

/** Marks the glyphs that lie under two strokes from corner to corner: crossed out by an X. */
export function markCrossed(typed: readonly Typed[], rules: readonly Rule[]): void {
  const slanted = rules.filter(({ from, to }) => {
    return Math.abs(to[0] - from[0]) > SHORTEST && Math.abs(to[1] - from[1]) > SHORTEST
  })
  if (slanted.length < 2 || slanted.length > MOST) return
  const seen = typed.filter(({ sight }) => sight === 'seen' || sight === 'scan')
  for (const [i, one] of slanted.entries()) {
    for (const other of slanted.slice(i + 1)) {
      if (!isCross(one, other)) continue
      const box = boundsOf([one.from, one.to, other.from, other.to])
      const inside = seen.filter(({ show, glyph }) => contains(box, ...middleOf(show, glyph)))
      if (isCrossedOut(inside, seen, box)) for (const glyph of inside) glyph.struck = true
    }
  }
}

/** Two strokes of one box that rise the one way and the other. */
function isCross(one: Rule, other: Rule): boolean {
  const [a, b] = [boundsOf([one.from, one.to]), boundsOf([other.from, other.to])]
  const near = (side: number) => Math.max(1, UNLIKE * (side % 2 === 0 ? a[2] - a[0] : a[3] - a[1]))
  return slopeOf(one) * slopeOf(other) < 0 && a.every((place, side) => Math.abs(place - b[side]!) < near(side))
}

const slopeOf = ({ from, to }: Rule): number => (to[1] - from[1]) / (to[0] - from[0])

function isCrossedOut(inside: readonly Typed[], seen: readonly Typed[], box: Rect): boolean {
  const letters = inside.filter(({ glyph }) => /[\p{L}\p{N}]/u.test(glyph.text))
  const [first] = letters
  if (!first) return false
  const { along, size } = first.show
  const axis = Math.abs(along[0]) > 0.98 ? 0 : 1
  if (axis === 1 && Math.abs(along[1]) < 0.98) return false
  const [length, height] = [box[axis + 2]! - box[axis]!, box[3 - axis]! - box[1 - axis]!]
  const covered = extentOf(letters, axis) + first.glyph.advance
  if (height < LOWEST * size || covered < LEAST_COVER * length) return false
  const across = ({ glyph }: Typed) => (axis === 0 ? glyph.y : glyph.x)
  const bases = [...new Set(letters.map((one) => Math.round(across(one))))]
  if (height < ONE_LINE * size) return Math.max(...bases) - Math.min(...bases) < size
  if (extentOf(letters, 1 - axis) + size < LEAST_COVER * height) return false
  const own = new Set(letters)
  return bases.every((base) => {
    const line = seen.filter((one) => /[\p{L}\p{N}]/u.test(one.glyph.text) && Math.abs(across(one) - base) <= 1)
    return line.filter((one) => own.has(one)).length >= MOST_OF_LINE * line.length
  })
}

function extentOf(typed: readonly Typed[], axis: number): number {
  const places = typed.map(({ glyph }) => (axis === 0 ? glyph.x : glyph.y))
  return Math.max(...places) - Math.min(...places)
}
