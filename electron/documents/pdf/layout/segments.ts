import type { Span } from '../seen/spans'

/** Spans that stand side by side on one base line with no more than a word gap between them. */
export interface Segment {
  spans: Span[]
  left: number
  right: number
  top: number
  bottom: number
  /** Of the largest type in it, so that a footnote mark does not lift the line. */
  base: number
  size: number
  /** Place of its first span in the file's drawing order. */
  order: number
}

/** A gap wider than this many type sizes does not stand between words of one line, however stretched. */
const WORD_GAP = 0.95
/** Letters may overlap a little: kerning, slanted type, rounding. */
const OVERLAP = 0.4

/** Groups spans, which are in drawing order. Columns and table cells stay apart, wherever they are drawn. */
export function segmentsOf(spans: Span[]): Segment[] {
  const segments: Segment[] = []
  for (const span of spans) {
    const last = segments.at(-1)
    if (last && continues(last, span)) extend(last, span)
    else segments.push(newSegment(span))
  }
  return segments
}

/** Whether two pieces of type share a line: their base lines meet, or one is a raised or lowered mark. */
export function sameLine(a: { base: number; size: number }, b: { base: number; size: number }): boolean {
  const larger = Math.max(a.size, b.size)
  const smaller = Math.min(a.size, b.size)
  const reach = smaller < 0.9 * larger ? Math.min(0.55 * larger, 0.9 * smaller) : 0.3 * larger
  return Math.abs(a.base - b.base) <= reach
}

/** Type sizes between letters of one word; a mark that is as large as these is no longer and no further up. */
const TOUCHING = 0.1
const LONGEST_MARK = 4
const HIGHEST = 0.6

/** Whether two pieces of type, one drawn right after the other, have no white space between them. */
export function areTouching(before: Span, span: Span): boolean {
  const gap = span.left - before.right
  return span.order === before.order + 1 && !span.spaced && Math.abs(gap) < TOUCHING * span.size
}

/** A figure or letter that the file raises or lowers by a move alone. */
function isMoved(segment: Segment, span: Span): boolean {
  const isMark = /^[\p{L}\p{N}+\-−]+$/u.test(span.text) && span.text.length <= LONGEST_MARK
  const isNear = Math.abs(segment.base - span.base) <= HIGHEST * segment.size
  return isMark && isNear && span.sight === 'seen' && areTouching(segment.spans.at(-1)!, span)
}

function continues(segment: Segment, span: Span): boolean {
  if (!sameLine(segment, span) && !isMoved(segment, span)) return false
  const size = Math.max(segment.size, span.size)
  const after = span.left - segment.right
  const before = segment.left - span.right
  const gap = Math.max(after, before)
  return gap <= WORD_GAP * size && gap >= -OVERLAP * size
}

const newSegment = (span: Span): Segment => ({
  spans: [span],
  left: span.left,
  right: span.right,
  top: span.top,
  bottom: span.bottom,
  base: span.base,
  size: span.size,
  order: span.order,
})

function extend(segment: Segment, span: Span): void {
  segment.spans.push(span)
  segment.left = Math.min(segment.left, span.left)
  segment.right = Math.max(segment.right, span.right)
  segment.top = Math.min(segment.top, span.top)
  segment.bottom = Math.max(segment.bottom, span.bottom)
  if (span.size > segment.size * 1.05) {
    segment.size = span.size
    segment.base = span.base
  }
}
