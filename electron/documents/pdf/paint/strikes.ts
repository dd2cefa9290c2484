import { grouped } from '../../grouped'
import type { Rule } from './ink'
import { stepAlong, type Typed } from './typed'
import { middleOf } from './visible'

/** Heights above the base line, in type sizes, at which a stroke goes through letters: not under them, not over them. */
const LOWEST = 0.14
const HIGHEST = 0.5
const THICKEST = 0.2
/** What it strikes out takes up so much of a stroke: others are rules that happen to cross words. */
const LEAST_COVER = 0.6
/** Points between two rows in which glyphs are looked up. */
const ROW = 16

/** Marks the glyphs that strokes go through from end to end. */
export function markStruck(typed: readonly Typed[], rules: readonly Rule[]): void {
  if (rules.length === 0) return
  const level = rowsOf(typed, ({ glyph }) => glyph.y)
  const upright = rowsOf(typed, ({ glyph }) => glyph.x)
  for (const rule of joined(rules)) {
    const isLevel = Math.abs(rule.to[1] - rule.from[1]) < 0.5
    const isUpright = Math.abs(rule.to[0] - rule.from[0]) < 0.5
    if (isLevel === isUpright) continue
    const at = isLevel ? rule.from[1] : rule.from[0]
    const near = [-1, 0, 1].flatMap((step) => (isLevel ? level : upright).get(Math.floor(at / ROW) + step) ?? [])
    const crossed = near.filter((one) => crosses(rule, one))
    if (isStrike(rule, crossed)) for (const one of crossed) one.struck = true
  }
}

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
  grouped(
    typed.filter(({ sight }) => sight === 'seen' || sight === 'scan'),
    (one) => Math.floor(place(one) / ROW),
  )

function crosses({ from, to, thick }: Rule, { show, glyph }: Typed): boolean {
  const { along, up, size } = show
  if (thick > THICKEST * size || show.font.vertical) return false
  const height = ((from[0] - glyph.x) * up[0] + (from[1] - glyph.y) * up[1]) / size
  if (height < LOWEST || height > HIGHEST) return false
  const [x, y] = middleOf(show, glyph)
  const place = (point: readonly [number, number]) => (point[0] - x) * along[0] + (point[1] - y) * along[1]
  return place(from) * place(to) < 0
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
