import { grouped } from '../../formula_line'
import type { Bar } from './bars'
import type { Span } from './spans'

/** Fractions of several pieces, which are read in one line: "2 1/2", not "2¹₂". */

/** In type sizes: how far above its bar a number may stand, and how far below that the other's base line may lie. */
const MOST_ABOVE = 0.75
const BELOW = { least: 0.3, most: 1.3 }
/** How far beside the bar the words are whose line it stands in, and how far their base line lies from those of both. */
const BESIDE = 1
const BETWEEN = 0.15
/** Points by which numbers may reach beyond their bar; how long that may be. */
const SLACK = 1.5
const LONGEST = 150
/** In type sizes of its numbers. */
const OVERHANG = 0.8
const OFF_CENTRE = 0.4
/** Letters of each side. */
const MOST_LETTERS = 20
export function withFractions(spans: Span[], bars: readonly Bar[]): Span[] {
  return aroundSlashes(aroundBars(spans, bars))
}

/** One number above a bar and one below, beside words whose base line lies between: of sums in tables it doesn't. */
function aroundBars(spans: Span[], bars: readonly Bar[]): Span[] {
  const gone = new Set<Span>()
  for (const bar of bars) {
    if (bar.right - bar.left > LONGEST) continue
    const near = spans.filter((span) => isNear(span, bar) && !gone.has(span))
    if (near.length < 3) continue
    const over = near.filter((span) => isWithin(span, bar) && isOver(span, bar))
    const under = near.filter((span) => isWithin(span, bar) && isUnder(span, bar))
    const beside = near.find((span) => isBeside(span, bar, over, under))
    if (!beside || !isNumber(over) || !isNumber(under) || !fits(bar, over, under)) continue
    const text = `${grouped(wordsOf(over))}/${grouped(wordsOf(under))}`
    for (const span of write(text, [...over, ...under], beside, spans)) gone.add(span)
  }
  return gone.size === 0 ? spans : spans.filter((span) => !gone.has(span))
}

const isNear = ({ direction, sight, base, size, left, right }: Span, bar: Bar): boolean =>
  direction === bar.direction &&
  sight === 'seen' &&
  Math.abs(base - bar.base) <= BELOW.most * size &&
  left < bar.right + BESIDE * size &&
  right > bar.left - BESIDE * size

const isWithin = ({ left, right }: Span, bar: Bar): boolean => left > bar.left - SLACK && right < bar.right + SLACK

const isOver = ({ base, size }: Span, bar: Bar): boolean => base <= bar.base && bar.base - base <= MOST_ABOVE * size

const isUnder = ({ base, size }: Span, bar: Bar): boolean =>
  base - bar.base >= BELOW.least * size && base - bar.base <= BELOW.most * size

/** Words of the line that the bar stands in. */
function isBeside(span: Span, bar: Bar, [over]: readonly Span[], [under]: readonly Span[]): boolean {
  if (!over || !under || isWithin(span, bar)) return false
  const { base, size, left, right } = span
  const isBetween = base > over.base + BETWEEN * size && base < under.base - BETWEEN * size
  const gap = Math.max(left - bar.right, bar.left - right)
  return isBetween && gap > -0.3 * size && size > 0.95 * over.size && size > 0.95 * under.size
}

/** A bar is as long as the longer of both, over whose middle the other stands: rules of tables are longer. */
function fits(bar: Bar, ...sides: (readonly Span[])[]): boolean {
  const ends = sides.map((side) => [
    Math.min(...side.map(({ left }) => left)),
    Math.max(...side.map(({ right }) => right)),
  ])
  const size = sides[0]![0]!.size
  const middle = (bar.left + bar.right) / 2
  const longest = Math.max(...ends.map(([left, right]) => right! - left!))
  const areCentred = ends.every(([left, right]) => Math.abs((left! + right!) / 2 - middle) < OFF_CENTRE * size)
  return areCentred && bar.right - bar.left - longest < OVERHANG * size
}

/** Pieces of one line, and no long words. */
function isNumber(spans: readonly Span[]): boolean {
  const [first] = spans
  const words = wordsOf(spans)
  const isOne = spans.every(({ base, size }) => Math.abs(base - first!.base) < 0.15 * size)
  return first !== undefined && isOne && words.length <= MOST_LETTERS && /[\p{L}\p{N}]/u.test(words)
}

const wordsOf = (spans: readonly Span[]): string =>
  [...spans]
    .sort((a, b) => a.left - b.left)
    .map(({ text, spaced }, i) => (i > 0 && spaced ? ` ${text}` : text))
    .join('')

/** Figures that touch a slash, the first of them raised. */
const SLASHED = /^(\d{1,3})[/\u2044\u2215](\d{1,3})$/

function aroundSlashes(spans: Span[]): Span[] {
  const gone = new Set<Span>()
  for (const [i, first] of spans.entries()) {
    if (!/^\d{1,3}$/.test(first.text) || first.sight !== 'seen') continue
    const [, over, under] = [2, 3].map((count) => spans.slice(i, i + count)).flatMap(slashed)[0] ?? []
    if (over === undefined || under === undefined) continue
    const parts = spans.slice(i, i + (spans[i + 1]!.text.length > 1 ? 2 : 3))
    const line = [spans[i - 1], spans[i + parts.length]].find((span) => span && isLineOf(span, parts)) ?? parts[1]!
    for (const span of write(`${over}/${under}`, parts, line, spans)) gone.add(span)
  }
  return gone.size === 0 ? spans : spans.filter((span) => !gone.has(span))
}

function slashed(spans: readonly Span[]): RegExpExecArray[] {
  const match = SLASHED.exec(spans.map(({ text }) => text).join(''))
  const [first, last] = [spans[0]!, spans.at(-1)!]
  const areSmall = Math.abs(first.size - last.size) < 0.1 * first.size
  const isRaised = last.base - first.base > 0.2 * first.size
  const touch = spans.every((span, i) => i === 0 || Math.abs(span.left - spans[i - 1]!.right) < 0.4 * span.size)
  const areAlike = spans.every(({ direction }) => direction === first.direction)
  return match && areSmall && isRaised && touch && areAlike ? [match] : []
}

/** Words before or behind a fraction, in larger type. */
function isLineOf({ direction, base, size, left, right }: Span, parts: readonly Span[]): boolean {
  const [first, last] = [parts[0]!, parts.at(-1)!]
  const gap = Math.max(first.left - right, left - last.right)
  const isOn = base > first.base - 0.1 * size && base < last.base + 0.5 * size
  return direction === first.direction && size > 1.05 * first.size && isOn && gap < size && gap > -0.3 * size
}

/** Puts it into the first of its parts, as type of the line; what of them is left over. */
function write(text: string, parts: readonly Span[], line: Span, spans: readonly Span[]): Span[] {
  const [first, ...others] = parts as [Span, ...Span[]]
  const ends = { left: Math.min(...parts.map(({ left }) => left)), right: Math.max(...parts.map(({ right }) => right)) }
  const boxes = parts.map(({ box }) => box)
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))]
  const width = Math.max(...boxes.map((box) => box.x + box.width)) - x
  const height = Math.max(...boxes.map((box) => box.y + box.height)) - y
  const before = spans.find(
    (span) => !parts.includes(span) && isOnLine(span, line) && Math.abs(ends.left - span.right) < 0.5 * line.size,
  )
  const { base, top, bottom, size, font, fontName } = line
  Object.assign(first, { ...ends, text, box: { x, y, width, height }, base, top, bottom, size, font, fontName })
  if (before && /\d$/.test(before.text)) {
    // "2" and "1/2" are no "21/2".
    first.spaced = true
    first.left = Math.max(first.left, before.right + 0.3 * size)
  }
  return others
}

const isOnLine = (a: Span, b: Span): boolean =>
  a.direction === b.direction && Math.abs(a.base - b.base) < 0.2 * Math.max(a.size, b.size)
