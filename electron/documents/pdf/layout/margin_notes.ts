import { entriesOf } from './entries'
import { type Segment, sameLine } from './segments'

/** Notes are set smaller than the text by this; a word in them has so many letters. */
const SMALLER = 0.92
const WORD = /\p{L}{3}/u
/** Sizes that differ by less are one. */
const SAME = 0.05
/** Beside fewer lines anything may stand; notes say less than the text, by this share. */
const FEWEST_LINES = 5
const MOST_NOTES = 0.3
/** White space between a note and the text, in type sizes. */
const GAP = 0.5

/**
 * Small type beside the column that the text stands in, on the base lines of its lines: notes in the margin, read into
 * these they would tear them apart. What stands beside the beginnings of what is said of it is a term; what has its like
 * on its base line, a row of a table.
 */
export function marginNotes(segments: readonly Segment[]): Set<Segment> {
  const small = smallNotes(segments)
  return small.size > 0 ? small : largeNotes(segments)
}

/** Lines of prose are as wide as this, in type sizes, and hold nearly all of a page; lines of notes are narrower. */
const WIDE = 22
const MOST_WIDE = 0.85
const NARROW = 12
/** White space between prose and notes that are as large. */
const WIDE_GAP = 1.2

/** Notes as large as the text: a few words beside lines of prose, drawn together, apart from these. */
function largeNotes(segments: readonly Segment[]): Set<Segment> {
  const prose = segments.filter((one) => one.right - one.left >= WIDE * one.size)
  if (prose.length < FEWEST_LINES) return new Set()
  const [left, right] = [Math.min(...prose.map((one) => one.left)), Math.max(...prose.map((one) => one.right))]
  const notes = segments.filter((one) => {
    const isOutside = one.left > right + WIDE_GAP * one.size || one.right < left - WIDE_GAP * one.size
    return isOutside && prose.some((line) => sameLine(line, one))
  })
  const orders = notes.map(({ order }) => order)
  const [first, last] = [Math.min(...orders), Math.max(...orders)]
  const areApart = !segments.some((one) => !notes.includes(one) && one.order > first && one.order < last)
  const areWords = notes.every((one) => {
    return one.right - one.left < NARROW * one.size && one.spans.some((span) => WORD.test(span.text))
  })
  const isProse = lettersOf(prose) >= MOST_WIDE * (lettersOf(segments) - lettersOf(notes))
  const isLittle = lettersOf(notes) < MOST_NOTES * lettersOf(prose)
  return areApart && areWords && isProse && isLittle ? new Set(notes) : new Set()
}

function smallNotes(segments: readonly Segment[]): Set<Segment> {
  const size = usualSize(segments)
  const text = segments.filter((one) => Math.abs(one.size - size) < SAME * size)
  if (text.length === 0) return new Set()
  const [left, right] = [Math.min(...text.map((one) => one.left)), Math.max(...text.map((one) => one.right))]
  const [top, bottom] = [Math.min(...text.map((one) => one.base)), Math.max(...text.map((one) => one.base))]
  const beside = segments.filter((one) => {
    const isOutside = one.right < left - GAP * one.size || one.left > right + GAP * one.size
    return isOutside && one.size < SMALLER * size && one.base > top - size && one.base < bottom + size
  })
  const small = segments.filter((one) => one.size < SMALLER * size)
  const notes = beside.filter((one) => one.spans.some((span) => WORD.test(span.text)) && !isInRow(one, small))
  if (text.length < FEWEST_LINES || lettersOf(notes) > MOST_NOTES * lettersOf(text)) return new Set()
  const sides = [notes.filter((one) => one.right < left), notes.filter((one) => one.left > right)]
  return new Set(sides.filter((side) => side.length > 0 && !entriesOf(inOrder(side), inOrder(text))).flat())
}

/** Other small type stands on its base line. */
const isInRow = (one: Segment, small: readonly Segment[]): boolean =>
  small.some((other) => other !== one && sameLine(one, other))

const lettersOf = (segments: readonly Segment[]): number =>
  segments.reduce((sum, { spans }) => sum + spans.reduce((letters, { text }) => letters + text.length, 0), 0)

const inOrder = (segments: readonly Segment[]): Segment[] =>
  [...segments].sort((a, b) => a.base - b.base || a.left - b.left)

/** The size that most letters have. */
function usualSize(segments: readonly Segment[]): number {
  const counts = new Map<number, number>()
  for (const { text, size } of segments.flatMap(({ spans }) => spans)) {
    counts.set(size, (counts.get(size) ?? 0) + text.length)
  }
  return [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), [0, 0])[0]
}
