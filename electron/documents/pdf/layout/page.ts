import { readsRightToLeft } from '../../../shared/document/characters'
import type { Direction, Span } from '../seen/spans'
import { readingOrder } from './columns'
import { settleDropCaps } from './drop_caps'
import { fifthLines } from './fifth_lines'
import { settleFigures } from './figures'
import { lineNumbers } from './line_numbers'
import { type Line, linesOf } from './lines'
import { listingNumbers } from './listing_numbers'
import { marginNotes } from './margin_notes'
import { type Segment, segmentsOf } from './segments'
import { isPageLabel, smallPages } from './small_pages'
import { standUpright } from './upright'
import { acrossTheText, slantedMarks, wordsOnce } from './watermarks'

/** The lines of one page in reading order, before anything is known about the other pages. */
export interface PageLines {
  /** 1-based physical number. */
  number: number
  lines: Line[]
  /** Lines that run another way than the page's text or across it: notes along the margin, watermarks. */
  asides: Line[]
  /** Height of the page in the frame of its lines: where the lowest line could stand. */
  top: number
  bottom: number
  /** Its lines were numbered along the margin. */
  numbered: boolean
}

/**
 * Orders what is written on a page. `afterNumbered`: the lines of the page before were numbered. `top` and `bottom` come out in the
 * frame of the page's main direction.
 */
export function layOut(number: number, spans: Span[], view: number[], afterNumbered = false): PageLines {
  standUpright(spans)
  const direction = mainDirection(spans)
  const along = spans.filter((span) => span.direction === direction)
  const small = smallPages(along, afterNumbered)
  const numbers = small?.numbers ?? lineNumbers(along, afterNumbered)
  const counted = new Set([...listingNumbers(along), ...fifthLines(along)])
  const unnumbered = along.filter((span) => !numbers.has(span) && !counted.has(span))
  settleDropCaps(unnumbered)
  const across = acrossTheText(unnumbered)
  const main = unnumbered.filter((span) => !across.has(span))
  settleFigures(main)
  const rightToLeft = readsRightToLeft(main.map((span) => span.text).join(' '))
  const segments = segmentsOf(main)
  const notes = marginNotes(segments)
  const text = segments.filter((segment) => !notes.has(segment))
  const rows = [
    text.filter((one) => isAbove(one, small?.cut)),
    text.filter((one) => !isAbove(one, small?.cut)),
    [...notes],
  ]
  const blocks = rows.flatMap((row) => readingOrder(row, rightToLeft))
  const lines = blocks.flatMap((block, i) => linesOf(block, number, i))
  if (small) for (const line of lines) if (isPageLabel(line.text)) line.single = true
  const others = otherDirections(spans, direction)
  const slanted = others.find(([first]) => first!.direction === 'slanted') ?? []
  const marks = new Set(slantedMarks(slanted, spans))
  const groups = [[...across], [...marks], ...others.map((group) => group.filter((span) => !marks.has(span)))]
  const asides = groups
    .filter((group) => group.length > 0)
    .flatMap((group, i) => asidesOf(group, across.has(group[0]!) || marks.has(group[0]!), number, blocks.length + i))
  return { number, lines, asides, ...extent(direction, view), numbered: numbers.size > 0 }
}

const isAbove = ({ base }: Segment, height = Infinity): boolean => base < height

/** `areMarks`: watermarks, not words that only run another way. */
function asidesOf(group: Span[], areMarks: boolean, page: number, block: number): Line[] {
  const segments = segmentsOf(areMarks ? wordsOnce(group) : group)
  const aside = areMarks ? 'across' : 'turned'
  return linesOf({ segments, cells: true, plain: false }, page, block).map((line): Line => ({ ...line, aside }))
}

function mainDirection(spans: Span[]): Direction {
  const counts = new Map<Direction, number>()
  for (const span of spans) counts.set(span.direction, (counts.get(span.direction) ?? 0) + span.text.length)
  // Slanted type has no lines to follow: it is the main direction only if there is nothing else.
  let best: Direction = 'slanted'
  for (const [direction, count] of counts) {
    if (direction !== 'slanted' && (best === 'slanted' || count > counts.get(best)!)) best = direction
  }
  return best
}

function otherDirections(spans: Span[], main: Direction): Span[][] {
  const groups = new Map<Direction, Span[]>()
  for (const span of spans) {
    if (span.direction === main) continue
    groups.set(span.direction, [...(groups.get(span.direction) ?? []), span])
  }
  return [...groups.values()]
}

function extent(direction: Direction, view: number[]): { top: number; bottom: number } {
  const [left, low, right, high] = view as [number, number, number, number]
  if (direction === 90) return { top: left, bottom: right }
  if (direction === 180) return { top: low, bottom: high }
  if (direction === 270) return { top: -right, bottom: -left }
  return { top: -high, bottom: -low }
}
