import type { Span } from '../seen/spans'

const TIME = /^\d{1,2}:\d\d(?::\d\d)?$/
/** Fewer numbers than this along the margin may be anything, unless the page before has line numbers. */
const FEWEST = 15
const FEWEST_AFTER = 3

/**
 * The numbers 1, 2, 3 ... that transcripts, pleadings and papers under review have before each line, whatever the lines
 * say; those of papers go on from page to page. Without them the text can be read; with them every line would begin
 * with a number.
 */
export function lineNumbers(spans: Span[], afterNumbered = false): Set<Span> {
  const fewest = afterNumbered ? FEWEST_AFTER : FEWEST
  const none = new Set<Span>()
  const numbers = spans.filter((span) => /^\d{1,4}$/.test(span.text)).sort((a, b) => a.base - b.base)
  if (numbers.length < fewest) return none
  // When a line was spoken may stand before its number.
  const written = spans.filter((span) => !TIME.test(span.text))
  const edge = Math.min(...written.map((span) => span.left))
  const margin = numbers.filter((span) => span.left - edge < 2.5 * span.size)
  const start = margin.findIndex((span, i) => span.text === '1' || countsOn(margin, i))
  if (start < 0) return none
  const found = [margin[start]!]
  for (const span of margin.slice(start + 1)) {
    if (Number(span.text) === Number(found.at(-1)!.text) + 1) found.push(span)
  }
  const others = written.filter((span) => !found.includes(span))
  if (found.length < fewest || !(isEven(found) || isSmall(found, others))) return none
  const right = Math.max(...found.map((span) => span.right))
  // Text that reaches into the margin beside them: these are the numbers of a list or a table.
  const inside = others.filter((span) => span.left < right && span.base > found[0]!.base - 1)
  return inside.length > 2 || isTable(others) ? none : new Set(found)
}

/** Two more numbers come after it. */
const countsOn = (margin: Span[], at: number): boolean =>
  [1, 2].every((step) => Number(margin[at + step]?.text) === Number(margin[at]!.text) + step)

/** Lines that are not evenly spaced, as a title page’s, have numbers in type that is too small for text. */
function isSmall(numbers: Span[], others: Span[]): boolean {
  const sizes = others.map(({ size }) => size).sort((a, b) => a - b)
  const usual = sizes[Math.floor(sizes.length / 2)] ?? 0
  return numbers.every(({ size }) => size < 0.75 * usual)
}

export function isEven(numbers: Span[]): boolean {
  const steps = numbers.slice(1).map((span, i) => span.base - numbers[i]!.base)
  const sorted = [...steps].sort((a, b) => a - b)
  const usual = sorted[Math.floor(sorted.length / 2)]!
  return steps.filter((step) => Math.abs(step - usual) < 0.15 * usual).length > 0.85 * steps.length
}

/** Several pieces far apart on most lines. */
function isTable(spans: Span[]): boolean {
  const rows = new Map<number, number>()
  for (const span of spans) rows.set(Math.round(span.base), (rows.get(Math.round(span.base)) ?? 0) + 1)
  return [...rows.values()].filter((count) => count > 2).length > 0.5 * rows.size
}
