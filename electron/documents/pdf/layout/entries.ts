import { endsSentence, listMarker } from '../../phrases'
import { type Segment, sameLine } from './segments'

/** Fewer entries may be anything. */
const FEWEST = 3
/** Wider than this, in type sizes, no term or label is. */
const WIDEST = 14
/** What is said takes more room than the terms, on the whole. */
const LONGER = 1.5
/** A line further below another than this, in type sizes, begins something new. */
const PITCH = 1.6
/** So many of the terms stand beside the beginning of what is said of them. */
const MOST = 0.9

/** A term, or several lines of one, and the lines beside it. */
export interface Entry {
  term: Segment[]
  said: Segment[]
}

/**
 * A glossary, a list of dates, labels with their values: short terms in one column, each beside the first line of what
 * the other column says of it. The sides are in order of their base lines. Undefined for anything else.
 */
export function entriesOf(terms: Segment[], said: Segment[]): Entry[] | undefined {
  if (terms.length > said.length || !areTerms(terms, said)) return undefined
  const starts = terms.filter((term) => said.some((one, i) => sameLine(term, one) && begins(one, said[i - 1])))
  const others = terms.filter((term, i) => !starts.includes(term) && !isNear(terms[i - 1], term))
  if (starts.length < FEWEST || others.length > (1 - MOST) * terms.length) return undefined
  if (starts.length < terms.length / 2 || hasRows(starts, said)) return undefined
  const entries = starts.map((term): Entry => ({ term: [term], said: [] }))
  const entryAt = (one: Segment) => entries.findLast(({ term }) => one.base >= term[0]!.base - 0.5 * one.size)
  for (const one of terms) if (!starts.includes(one)) (entryAt(one) ?? entries[0]!).term.push(one)
  for (const one of said) (entryAt(one) ?? entries[0]!).said.push(one)
  return entries
}

/** Short, no items of a list, and much is said of them: else these are two columns of short lines. */
function areTerms(terms: Segment[], said: Segment[]): boolean {
  if (terms.some((one) => widthOf(one) > WIDEST || listMarker(one.spans[0]!.text) !== undefined)) return false
  const mean = (side: Segment[]) => side.reduce((sum, one) => sum + widthOf(one), 0) / side.length
  return said.some((one) => widthOf(one) > WIDEST) && mean(said) > LONGER * mean(terms)
}

const widthOf = ({ left, right, size }: Segment): number => (right - left) / size

/** Nothing, a gap or the end of a sentence stands above it. */
function begins(one: Segment, above: Segment | undefined): boolean {
  return !isNear(above, one) || endsSentence(above!.spans.at(-1)!.text)
}

const isNear = (above: Segment | undefined, one: Segment): boolean =>
  above !== undefined && one.base - above.base < PITCH * one.size

/** Several cells beside a term: a table of more than two columns. */
function hasRows(terms: Segment[], said: Segment[]): boolean {
  const many = terms.filter((term) => said.filter((one) => sameLine(term, one)).length > 1)
  return many.length > 0.2 * terms.length
}
