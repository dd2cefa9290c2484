import type { Span } from '../seen/spans'
import { isTyped } from './advance'

/** Fewer numbers may be anything. */
const FEWEST = 3
/** Of the numbers beside a listing, so many have a line of it: others count its empty lines. */
const BESIDE = 0.6
/** Type sizes between a number and its line at most: lines may be indented far. */
const NEAR = 28

/** The numbers 1, 2, 3 ... before the lines of a listing, set in a type of their own: no part of the program. */
export function listingNumbers(spans: Span[]): Set<Span> {
  const found = new Set<Span>()
  const typed = spans.filter((span) => isTyped(span) && !isNumber(span))
  if (typed.length === 0) return found
  const hasLine = (number: Span) => typed.some((span) => isLineOf(span, number))
  for (const run of countingRuns(spans.filter(isNumber).sort((a, b) => a.base - b.base))) {
    if (run.length >= FEWEST && run.filter(hasLine).length >= BESIDE * run.length) for (const one of run) found.add(one)
  }
  return found
}

const isNumber = ({ text }: Span): boolean => /^\d{1,4}$/.test(text)

function isLineOf(span: Span, number: Span): boolean {
  const gap = span.left - number.right
  const unlike = span.font !== number.font || Math.abs(span.size - number.size) > 0.5
  return unlike && Math.abs(span.base - number.base) < 0.3 * span.size && gap > 0 && gap < NEAR * span.size
}

/** Numbers below each other that count on by a step, aligned at either side. */
export function countingRuns(numbers: Span[], step = 1): Span[][] {
  const runs: Span[][] = []
  for (const number of numbers) {
    const run = runs.find((one) => follows(one.at(-1)!, number, step))
    if (run) run.push(number)
    else runs.push([number])
  }
  return runs
}

function follows(above: Span, number: Span, step: number): boolean {
  const aligned = Math.min(Math.abs(above.left - number.left), Math.abs(above.right - number.right)) < 0.6 * number.size
  return aligned && Number(number.text) === Number(above.text) + step && number.base > above.base
}
