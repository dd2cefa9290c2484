import type { Span } from '../seen/spans'
import { isEven } from './line_numbers'
import { countingRuns } from './listing_numbers'

/** Fewer numbered lines are no page of a transcript. */
const FEWEST = 15
/** So many of its lines have something written beside their numbers, no further away than this, in type sizes. */
const WRITTEN = 0.5
const NEAR = 8
/** Who speaks, as lines of a transcript begin. */
const SPEAKER = /^(?:[QA][.:]?(?:\s|$)|(?:BY )?(?:M[RS]S?\.|DR\.|THE (?:COURT|WITNESS))\s)/
const FEWEST_SPOKEN = 3
/** Above or below a page's lines, in steps between these, stands its number. */
const LABEL_WITHIN = 3

export interface SmallPages {
  /** The numbers of their lines. */
  numbers: Set<Span>
  /** Where they are read row by row, the height between two rows of them. */
  cut?: number
}

export const isPageLabel = (text: string): boolean => /^(?:Page |Seite )?\d{1,5}$/i.test(text)

/** Several pages of a transcript on one sheet, the lines of each numbered 1, 2, 3 ...; undefined for anything else. */
export function smallPages(spans: Span[], afterNumbered: boolean): SmallPages | undefined {
  const numbers = spans.filter(({ text }) => /^\d{1,2}$/.test(text)).sort((a, b) => a.base - b.base)
  if (numbers.length < 2 * FEWEST) return undefined
  const runs = countingRuns(numbers).filter((run) => run[0]!.text === '1' && run.length >= FEWEST && isEven(run))
  const areAlike = afterNumbered || runs.every(({ length }) => length === runs[0]!.length)
  if (runs.length < 2 || !areAlike) return undefined
  const counted = new Set(runs.flat())
  const others = spans.filter((span) => !counted.has(span))
  if (!runs.every((run) => standsBefore(run, others)) || !isSpoken(others)) return undefined
  return { numbers: counted, cut: cutBetween(runs, others) }
}

const isSpoken = (spans: Span[]): boolean => spans.filter(({ text }) => SPEAKER.test(text)).length >= FEWEST_SPOKEN

/** Nothing else stands in the strip of the numbers, and most of them have a line at their right. */
function standsBefore(run: Span[], others: Span[]): boolean {
  const [left, right] = edgesOf(run)
  const [top, bottom] = [run[0]!.base - 1, run.at(-1)!.base + 1]
  const beside = others.filter(({ base }) => base > top && base < bottom)
  if (beside.some((span) => span.left < right && span.right > left)) return false
  const written = run.filter((number) =>
    beside.some((span) => {
      const gap = span.left - number.right
      return gap > 0 && gap < NEAR * number.size && Math.abs(span.base - number.base) < 0.4 * number.size
    }),
  )
  return written.length >= WRITTEN * run.length
}

const edgesOf = (run: Span[]): [number, number] => [
  Math.min(...run.map((span) => span.left)),
  Math.max(...run.map((span) => span.right)),
]

/** The pages' own numbers tell whether they go on at the right or below. */
function cutBetween(runs: Span[][], others: Span[]): number | undefined {
  const sorted = [...runs].sort((a, b) => a[0]!.base - b[0]!.base)
  const upper = sorted.filter((run) => run[0]!.base < sorted[0]!.at(-1)!.base).sort(byPlace)
  const lower = sorted.filter((run) => !upper.includes(run)).sort(byPlace)
  if (upper.length < 2 || lower.length === 0) return undefined
  const labels = [...upper, ...lower].map((run) => labelOf(run, runs, others))
  const counts = labels.every(
    (label, i) => label !== undefined && Number(label.number) === Number(labels[0]?.number) + i,
  )
  if (!counts) return undefined
  const end = Math.max(...upper.map((run) => run.at(-1)!.base))
  const below = labels.slice(upper.length).map((label, i) => Math.min(label!.base, lower[i]![0]!.base))
  const next = Math.min(...below.filter((base) => base > end))
  return (end + next) / 2
}

const byPlace = (a: Span[], b: Span[]): number => a[0]!.left - b[0]!.left

/** "Page 41", or a number alone, over a page's lines or under them. */
function labelOf(run: Span[], runs: Span[][], others: Span[]): { number: string; base: number } | undefined {
  const step = (run.at(-1)!.base - run[0]!.base) / (run.length - 1)
  const [left] = edgesOf(run)
  const right = Math.min(...runs.map((one) => edgesOf(one)[0]).filter((x) => x > left + step))
  const near = others.filter((span) => span.left >= left - step && span.left < right)
  for (const [from, to] of [
    [run[0]!.base - LABEL_WITHIN * step, run[0]!.base - 0.5 * step],
    [run.at(-1)!.base + 0.5 * step, run.at(-1)!.base + LABEL_WITHIN * step],
  ] as const) {
    const labels = near.filter(({ base, text }) => base > from && base < to && isPageLabel(text))
    if (labels.length === 1) return { number: /\d+$/.exec(labels[0]!.text)![0], base: labels[0]!.base }
  }
  return undefined
}
