import type { Span } from '../seen/spans'
import { isEven } from './line_numbers'
import { countingRuns } from './listing_numbers'

const STEP = 5
/** Fewer numbers may be anything. */
const FEWEST = 4
/** Of the steps between numbers, so many are of five lines. */
const EVEN = 0.8

/**
 * The numbers 5, 10, 15 ... that patents, judgments, poems and papers have beside every fifth line: at its left, its
 * right, or between two columns, in a strip where nothing else stands. They go on from page to page.
 */
export function fifthLines(spans: Span[]): Set<Span> {
  const found = new Set<Span>()
  const isFifth = ({ text }: Span) => /^\d{1,4}$/.test(text) && Number(text) % STEP === 0
  const numbers = spans.filter(isFifth).sort((a, b) => a.base - b.base)
  if (numbers.length < FEWEST) return found
  for (const run of countingRuns(numbers, STEP)) {
    if (run.length < FEWEST) continue
    const others = spans.filter((span) => !run.includes(span))
    if (standsAlone(run, others) && (countsLines(run, others) || standsBetween(run, others)))
      for (const one of run) found.add(one)
  }
  return found
}

function standsAlone(run: Span[], others: Span[]): boolean {
  const left = Math.min(...run.map((span) => span.left))
  const right = Math.max(...run.map((span) => span.right))
  const [top, bottom] = [run[0]!.base - 1, run.at(-1)!.base + 1]
  return others.every((span) => span.base < top || span.base > bottom || span.right <= left || span.left >= right)
}

/** From each number to the next are five lines. */
function countsLines(run: Span[], others: Span[]): boolean {
  const bases = [...new Set(others.map(({ base }) => Math.round(base)))].sort((a, b) => a - b)
  const lines = bases.filter((base, i) => i === 0 || base - bases[i - 1]! > 2)
  const steps = run.slice(1).map((span, i) => {
    return lines.filter((base) => base > run[i]!.base + 2.5 && base <= span.base + 2.5).length
  })
  return steps.filter((count) => count === STEP).length >= EVEN * steps.length
}

/** So many numbers in even steps, with text at both sides of each stretch, count the lines of two columns, however these stand. */
const FEWEST_BETWEEN = 6

function standsBetween(run: Span[], others: Span[]): boolean {
  if (run.length < FEWEST_BETWEEN || !isEven(run)) return false
  const left = Math.min(...run.map((span) => span.left))
  return run.slice(1).every(({ base }, i) => {
    const beside = others.filter((span) => span.base > run[i]!.base && span.base <= base)
    return beside.some((span) => span.right <= left) && beside.some((span) => span.left > left)
  })
}
