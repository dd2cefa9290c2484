import { grouped } from '../../grouped'
import type { Span } from './spans'

/** So much of the lower one's height two lines share that say the same thing. */
const SHARED_HEIGHT = 0.35
/** So much of a piece, and of a line, must be covered by visible text to be a copy of it. */
const SHARED = 0.5
const SHARED_LINE = 0.7

/**
 * What text recognition wrote over a page that has its text already. Of the spans that can't be seen as type, those
 * that stand where visible type stands; if that is most of a line, all of the line.
 */
export function copiesOf(seen: readonly Span[], others: readonly Span[]): Set<Span> {
  const copies = new Set(others.filter((span) => shareUnder(span, seen) >= SHARED))
  for (const line of linesAmong(others)) {
    const copied = line.filter((span) => copies.has(span))
    if (lengthOf(copied) >= SHARED_LINE * lengthOf(line)) for (const span of line) copies.add(span)
  }
  return copies
}

/** Of spans that can't be seen, those that were drawn anew, in the same place, for all to see. */
export function drawnAnew(unseen: readonly Span[], seen: readonly Span[]): Set<Span> {
  const words = (span: Span) => span.text.replace(/\s/g, '')
  return new Set(
    unseen.filter((span) => {
      const over = seen.filter((other) => other.direction === span.direction && sharesHeight(span, other))
      return shareUnder(span, over) > 0.9 && over.map(words).join('').includes(words(span))
    }),
  )
}

/** The share of a span's length that visible type lies on. */
function shareUnder(span: Span, seen: readonly Span[]): number {
  const under = seen
    .filter((other) => other.direction === span.direction && sharesHeight(span, other))
    .map((other) => [Math.max(span.left, other.left), Math.min(span.right, other.right)] as const)
    .filter(([from, to]) => to > from)
    .sort(([a], [b]) => a - b)
  let covered = 0
  let end = span.left
  for (const [from, to] of under) {
    covered += Math.max(0, to - Math.max(from, end))
    end = Math.max(end, to)
  }
  return covered / Math.max(span.right - span.left, 0.01)
}

function sharesHeight(a: Span, b: Span): boolean {
  const shared = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  return shared > SHARED_HEIGHT * Math.min(a.bottom - a.top, b.bottom - b.top)
}

/** Spans on one base line. */
const linesAmong = (spans: readonly Span[]): Span[][] => [
  ...grouped(spans, ({ direction, base }) => `${direction} ${Math.round(base)}`).values(),
]

const lengthOf = (spans: readonly Span[]): number => spans.reduce((sum, span) => sum + span.text.length, 0)

/** How many lines spans stand on. */
export const countLines = (spans: readonly Span[]): number => linesAmong(spans).length
