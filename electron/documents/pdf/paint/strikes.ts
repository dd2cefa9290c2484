import { grouped } from '../../grouped'
import type { Rect } from './geometry'
import { type Area, liesIn, type PagePaint, type Rule } from './ink'
import { isOpaqueAt } from './masks'
import { chained, THICKEST as THICKEST_RULE } from './rules'
import { onOneLine, stepAlong, type Typed } from './typed'
import { middleOf } from './visible'

/** Heights above the base line, in type sizes, at which a stroke goes through letters: not under them, not over them. */
const LOWEST = 0.14
const HIGHEST = 0.5
const THICKEST = 0.2
/** A wave may swing over as much of the type as small letters take. */
const HIGHEST_WAVE = 0.8
/** What it strikes out takes up so much of a stroke: others are rules that happen to cross words. */
const LEAST_COVER = 0.6
/** Points between two rows in which glyphs are looked up. */
const ROW = 16

/** A stroke may rise by this part of its length against the line that it strikes out. */
const SLOPE = 0.2
/** With more strokes that are neither level nor upright than this, a page has a drawing. */
const MOST_SLANTED = 40
/** Letters that such a stroke goes through at least, all of one line: streets on a map run along their names. */
const FEWEST_SLANTED = 3

/** Marks the glyphs that strokes go through from end to end. */
export function markStruck(
  typed: readonly Typed[],
  { rules, whiteRules, areas }: Pick<PagePaint, 'rules' | 'whiteRules' | 'areas'>,
): void {
  const seen = typed.filter(({ sight }) => sight === 'seen' || sight === 'scan')
  markStruckBy(rules, areas, seen)
  // White on white is nothing; white through white letters lies on what these lie on.
  const white = seen.filter(({ show }) => show.color === '#ffffff')
  if (white.length > 0) markStruckBy(whiteRules, areas, white)
}

function markStruckBy(rules: readonly Rule[], areas: readonly Area[], seen: readonly Typed[]): void {
  if (rules.length === 0) return
  const level = rowsOf(seen, ({ glyph }) => glyph.y)
  const upright = rowsOf(seen, ({ glyph }) => glyph.x)
  const all = joined(chained(rules.filter(({ within }) => !within)))
  const slanted = all.filter((rule) => !isLevel(rule) && !isUpright(rule)).length
  for (const rule of all) {
    const isSlanted = !isLevel(rule) && !isUpright(rule)
    if ((isLevel(rule) && isUpright(rule)) || (isSlanted && slanted > MOST_SLANTED)) continue
    const [from, to] = isUpright(rule) ? [rule.from[0], rule.to[0]] : [rule.from[1], rule.to[1]]
    const near = rowsBetween(from, to, isUpright(rule) ? upright : level)
    const crossed = near.filter((one) => crosses(rule, one))
    if (isSlanted && !isOneLine(crossed)) continue
    if (isStrike(rule, crossed) && !isCovered(rule, areas)) for (const one of crossed) one.struck = true
  }
}

const isLevel = ({ from, to }: Rule): boolean => Math.abs(to[1] - from[1]) < 0.5
const isUpright = ({ from, to }: Rule): boolean => Math.abs(to[0] - from[0]) < 0.5

function rowsBetween(from: number, to: number, rows: ReadonlyMap<number, Typed[]>): Typed[] {
  const [first, last] = [Math.floor(Math.min(from, to) / ROW) - 1, Math.floor(Math.max(from, to) / ROW) + 1]
  return Array.from({ length: last - first + 1 }, (_, i) => rows.get(first + i) ?? []).flat()
}

const isOneLine = (crossed: readonly Typed[]): boolean =>
  crossed.length >= FEWEST_SLANTED && crossed.every((one) => onOneLine(crossed[0]!, one))

/** Something was painted over a stroke, and the text behind that. */
function isCovered({ from, to, order }: Rule, areas: readonly Area[]): boolean {
  const [x, y] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]
  return areas.some((area) => area.order > order && isLarge(area.rect) && liesIn(area, x, y) && isOpaqueAt(area, x, y))
}

const isLarge = ([left, bottom, right, top]: Rect): boolean => Math.min(right - left, top - bottom) > THICKEST_RULE

/** Points between strokes that are one line all the same: dashes, or one for each word. */
const DASH = 2.5

/** Level strokes that follow each other on one height, put together. */
function joined(rules: readonly Rule[]): Rule[] {
  const level = rules
    .filter(({ from, to }) => from[1] === to[1])
    .map((rule) => (rule.from[0] > rule.to[0] ? { ...rule, from: rule.to, to: rule.from } : rule))
  level.sort((a, b) => a.from[1] - b.from[1] || a.from[0] - b.from[0])
  const found: Rule[] = rules.filter(({ from, to }) => from[1] !== to[1])
  let last: Rule | undefined
  for (const rule of level) {
    if (last && Math.abs(last.from[1] - rule.from[1]) < 0.01 && rule.from[0] - last.to[0] <= DASH) {
      if (rule.to[0] > last.to[0]) last.to = rule.to
      continue
    }
    last = { ...rule }
    found.push(last)
  }
  return found
}

const rowsOf = (typed: readonly Typed[], place: (one: Typed) => number): Map<number, Typed[]> =>
  grouped(typed, (one) => Math.floor(place(one) / ROW))

function crosses({ from, to, thick, wave = 0 }: Rule, { show, glyph }: Typed): boolean {
  const { along, up, size } = show
  if (wave > HIGHEST_WAVE * size) return false
  if (thick > THICKEST * size || show.font.vertical) return false
  const [x, y] = middleOf(show, glyph)
  const place = (point: readonly [number, number]) => (point[0] - x) * along[0] + (point[1] - y) * along[1]
  const rise = (point: readonly [number, number]) => (point[0] - glyph.x) * up[0] + (point[1] - glyph.y) * up[1]
  const [start, end] = [place(from), place(to)]
  if (start * end >= 0 || Math.abs(rise(to) - rise(from)) > SLOPE * Math.abs(end - start)) return false
  const height = (rise(from) + ((rise(to) - rise(from)) * start) / (start - end)) / size
  return height >= LOWEST && height <= HIGHEST
}

/** Through two letters or more, or one that it is no longer than; most of its length lies on what it goes through. */
function isStrike(rule: Rule, crossed: readonly Typed[]): boolean {
  const letters = crossed.filter(({ glyph }) => /[\p{L}\p{N}]/u.test(glyph.text))
  if (letters.length === 0) return false
  const length = Math.hypot(rule.to[0] - rule.from[0], rule.to[1] - rule.from[1])
  const [first] = letters
  const places = letters.map((one) => stepAlong(first!, one))
  const covered = Math.max(...letters.map(({ glyph }, i) => places[i]! + glyph.advance)) - Math.min(...places)
  if (covered < LEAST_COVER * length) return false
  return letters.length > 1 || length > 0.8 * first!.glyph.advance
}
