import { grouped } from '../../grouped'
import { lightnessOf } from '../paint/blends'
import type { Span } from '../seen/spans'

/** Type larger by this than what it stands on was not set with it; over several lines, less is enough. */
const MUCH_LARGER = 2.5
const LARGER = 1.8
/** How far small letters reach above their base line, and capitals, in type sizes. */
const SMALL_LETTERS = 0.45
const CAPITALS = 0.68

/**
 * Words that stand across the text: watermarks and stamps, told by being larger or paler than the lines that their
 * letters cover. With them goes what was drawn in the same way, as not every letter of "C O P Y" meets a line.
 * Read into the lines they would tear them apart.
 */
export function acrossTheText(spans: Span[]): Set<Span> {
  const body = usualStyle(spans)
  const odd = spans.filter((span) => isOdd(span, body))
  const found = new Set(odd.filter((span) => standsAcross(span, spans)))
  if (found.size === 0) return found
  for (const group of grouped(spans, styleOf).values()) {
    const across = group.filter((span) => found.has(span))
    if (across.length >= group.length / 2) for (const span of group) found.add(span)
    else if (across.length > 0) for (const span of sameWords(group, across)) found.add(span)
  }
  return found
}

/** Of words at a slant those that are set like a mark on the page; others are a chart's labels. */
export function slantedMarks(slanted: Span[], all: Span[]): Span[] {
  const body = usualStyle(all)
  return slanted.filter((span) => isOdd(span, body))
}

/** Set larger or paler than the text. */
const isOdd = (span: Span, body: Pick<Span, 'size' | 'color'>): boolean =>
  span.size > LARGER * body.size || isPaler(span, body)

/** Size and colour that most letters of a page have. */
function usualStyle(spans: Span[]): Pick<Span, 'size' | 'color'> {
  const counts = new Map<string, { span: Span; letters: number }>()
  for (const span of spans) {
    const key = `${span.size.toFixed(1)} ${span.color}`
    counts.set(key, { span, letters: (counts.get(key)?.letters ?? 0) + span.text.length })
  }
  return [...counts.values()].reduce((a, b) => (b.letters > a.letters ? b : a), { span: { size: 10 }, letters: 0 }).span
}

/** Row by row, as loose letters are read; words that cover the page like tiles only once. */
export function wordsOnce(spans: Span[]): Span[] {
  const rows = [...spans].sort((a, b) => a.base - b.base || a.left - b.left)
  const seen = new Set<string>()
  return rows.filter(({ text }) => text.length === 1 || (!seen.has(text) && seen.add(text)))
}

function standsAcross(span: Span, spans: Span[]): boolean {
  const covered = spans.filter((other) => other !== span && covers(span, other))
  if (covered.length === 0) return false
  if (covered.some((other) => isPaler(span, other) && span.size >= other.size)) return true
  const smaller = covered.filter((other) => span.size > LARGER * other.size)
  return linesIn(smaller) > 1 || smaller.some((other) => span.size > MUCH_LARGER * other.size)
}

/** Their letters lie on each other: capitals of the one, small letters of the other. */
function covers(span: Span, other: Span): boolean {
  if (span.size < other.size) return false
  const wide = Math.min(span.right, other.right) - Math.max(span.left, other.left)
  if (wide < 0.8 * other.size) return false
  const high =
    Math.min(span.base, other.base) -
    Math.max(span.base - CAPITALS * span.size, other.base - SMALL_LETTERS * other.size)
  return high > 0.5 * SMALL_LETTERS * other.size
}

const linesIn = (spans: Span[]): number => new Set(spans.map(({ base }) => Math.round(base / 3))).size

/** Gray or tinted where the text is dark. */
function isPaler(span: Pick<Span, 'color'>, other: Pick<Span, 'color'>): boolean {
  return (
    span.color !== undefined && other.color !== undefined && lightnessOf(span.color) - lightnessOf(other.color) > 0.4
  )
}

const styleOf = ({ font, size, color }: Span): string => `${font} ${size.toFixed(1)} ${color}`

const sameWords = (group: Span[], across: Span[]): Span[] =>
  group.filter((span) => across.some(({ text }) => text === span.text))
