import { firstChar, isCjk, lastChar, readsRightToLeft } from '../../../shared/document/characters'
import type { Box } from '../../../shared/document/types'
import type { Span } from '../seen/spans'
import { advanceOf } from './advance'
import type { Block } from './columns'
import { raised } from './marks'
import { areTouching, type Segment, sameLine } from './segments'

/** Text drawn in one place, ready to be put behind what came before it in its line. */
export interface Piece {
  text: string
  box: Box
  spaced: boolean
  direction: Span['direction']
  /** Where it begins and ends along its line. */
  left: number
  right: number
  /** Of its type. */
  size: number
  /** A gap that parts cells of a table stands before it. */
  cell?: boolean
  /** As of Span. */
  confidence?: number
}

/** A printed line in logical order; points in the text's own frame as in Span. */
export interface Line {
  page: number
  /** Which block of the page it stands in: lines of one block stand one below the other. */
  block: number
  pieces: Piece[]
  text: string
  left: number
  right: number
  top: number
  bottom: number
  base: number
  size: number
  /** The font most of its characters are in, and whether all are. */
  font: string
  oneFont: boolean
  /** Its font, colour and what it stands on, if these are the same for all of it. */
  look?: string
  /** Points: how thick the rules right below all of its words are, together; the least of them. */
  ruled?: number
  /** That font's own name, if the file tells it. */
  fontName?: string
  /** Its level, if the file names it a heading. */
  heading?: number
  /** Width of each character, if all have the same. */
  advance?: number | undefined
  /** Of a line in a listing: blanks that it begins with. */
  indent?: number
  /** Parts of the line with wide gaps between: more than one in a table row. */
  cells: number
  /** Width of its first word, for telling whether that would have fitted on the line before. */
  firstWord: number
  rtl: boolean
  /** No line of a paragraph: it stands for itself. */
  single?: boolean
  /** It runs another way than the page's text, or across it: it is no part of what stands before and behind it. */
  aside?: 'turned' | 'across'
}

/** A gap of this many type sizes is a space, even if the file draws none. */
const SPACE = 0.25
/** Between things that were not drawn one after the other, less is enough. */
const SPACE_BETWEEN_SEGMENTS = 0.12
/** Type larger by this than a line's is none of its words where it stands over these. */
const UNLIKE = 1.8
/** Type smaller than this part of its line's is a mark, if it stands off the base line. */
const MARK = 0.9
const MOVED = 0.2
/** A gap that parts cells of a table, not words. */
const CELL_GAP = 2

export function linesOf(block: Block, page: number, blockNumber: number): Line[] {
  const lines: Line[] = []
  const start = Math.min(...block.segments.map((segment) => segment.left))
  const end = Math.max(...block.segments.map((segment) => segment.right))
  for (const row of rowsOf(block)) {
    const line = toLine(row, page, blockNumber, { start, end })
    lines.push(block.single ? { ...line, single: true } : line)
  }
  return lines
}

/**
 * Segments on a common base line. In a table in drawing order only neighbours in that order are put together. Large type
 * just above or below a line is none of its words.
 */
function rowsOf({ segments, cells }: Block): Segment[][] {
  const rows: { main: Segment; segments: Segment[] }[] = []
  for (const segment of segments) {
    const last = rows.at(-1)
    const alike = last && Math.max(last.main.size, segment.size) < UNLIKE * Math.min(last.main.size, segment.size)
    const fits = last && sameLine(last.main, segment) && !((cells || !alike) && overlaps(last.segments, segment))
    if (!last || !fits) {
      rows.push({ main: segment, segments: [segment] })
      continue
    }
    last.segments.push(segment)
    if (segment.size > last.main.size) last.main = segment
  }
  return rows.map((row) => row.segments)
}

const overlaps = (row: Segment[], segment: Segment): boolean =>
  row.some((other) => Math.min(other.right, segment.right) - Math.max(other.left, segment.left) > 0.5 * segment.size)

function toLine(row: Segment[], page: number, block: number, edges: { start: number; end: number }): Line {
  const spans = inLogicalOrder(
    row.flatMap((segment) => segment.spans),
    edges,
  )
  const main = spans.reduce((a, b) => (b.size > a.size * 1.05 ? b : a))
  const size = commonSize(spans)
  const pieces: Piece[] = []
  let cells = spans.some((span) => span.leader) ? 2 : 1
  let text = ''
  for (const [i, span] of spans.entries()) {
    const before = spans[i - 1]
    const attached = before === undefined || gapBetween(before, span) < 0.35 * main.size
    const mark = attached && isMarkBeside(span, before, main) ? raised(span, main) : undefined
    const around = { before: text, after: spans[i + 1]?.text ?? '' }
    const written = mark?.(span.text, around) || span.text
    const spaced = before !== undefined && standsApart(before, span, text)
    const cell = before !== undefined && gapBetween(before, span) > CELL_GAP * size && !isMarker(text)
    if (cell) cells++
    const { box, direction, left, right, size: own, confidence } = span
    const more = { ...(cell && { cell }), ...(confidence !== undefined && { confidence }) }
    pieces.push({ text: written, box, spaced, direction, left, right, size: own, ...more })
    text += (spaced ? ' ' : '') + written
  }
  const [font, oneFont] = commonFont(spans)
  const advance = advanceOf(spans)
  const fontName = spans.find((span) => span.font === font)?.fontName
  const left = Math.min(...spans.map((span) => span.left))
  const right = Math.max(...spans.map((span) => span.right))
  return {
    page,
    block,
    pieces,
    text,
    left,
    right,
    top: Math.min(...spans.map((span) => span.top)),
    bottom: Math.max(...spans.map((span) => span.bottom)),
    base: main.base,
    size,
    font,
    oneFont,
    ...lookOf(spans),
    ...(spans.every(({ ruled }) => ruled) && { ruled: Math.min(...spans.map(({ ruled }) => ruled!)) }),
    ...(fontName === undefined ? {} : { fontName }),
    ...(spans.every((span) => span.heading !== undefined) ? { heading: spans[0]!.heading } : {}),
    ...(advance === undefined ? {} : { advance }),
    cells,
    firstWord: firstWordWidth(spans[0]!),
    rtl: isRightToLeftLine(spans, edges),
  }
}

/** Type as large as its line's is a mark only where it touches what it belongs to, which stands on another base line. */
function isMarkBeside(span: Span, before: Span | undefined, main: Span): boolean {
  if (span.size < MARK * main.size) return true
  return before !== undefined && areTouching(before, span) && Math.abs(before.base - span.base) > MOVED * span.size
}

/** "3.", "(a)", a bullet: what stands before a list item or heading, however far away. */
const isMarker = (text: string): boolean =>
  /^(?:[^\p{L}\p{N}\s]|\(?[\p{L}\p{N}]{1,4}[.)]?|(?:\d+\.)+\d*|§\s?\d+)$/u.test(text.trim()) && !isWord(text.trim())

/** Three or four letters are a word, if no Roman number. */
const isWord = (text: string): boolean => /^\p{L}{3,4}$/u.test(text) && !/^[ivxlc]+$/i.test(text)

const gapBetween = (a: Span, b: Span): number => Math.max(b.left - a.right, a.left - b.right)

function standsApart(before: Span, span: Span, text: string): boolean {
  const gap = gapBetween(before, span)
  const size = Math.max(before.size, span.size)
  const followsInFile = span.order === before.order + 1
  if (isCjk(lastChar(text)) && isCjk(firstChar(span.text))) return gap > 0.9 * size
  if (followsInFile && span.spaced) return gap > -0.5 * size
  return gap > (followsInFile ? SPACE : SPACE_BETWEEN_SEGMENTS) * size
}

/**
 * Spans as they are read. Each span's own text already is in logical order; what is left to order is spans among each
 * other: along the line's main direction, and inside it runs of the other direction turned round.
 */
function inLogicalOrder(spans: Span[], edges: { start: number; end: number }): Span[] {
  const sorted = [...spans].sort((a, b) => a.left - b.left || a.order - b.order)
  if (!sorted.some((span) => span.rtl)) return sorted
  const rightToLeft = isRightToLeftLine(sorted, edges)
  if (rightToLeft) sorted.reverse()
  const against = (span: Span) => (rightToLeft ? !span.rtl && /[\p{L}\p{N}]/u.test(span.text) : span.rtl)
  const ordered: Span[] = []
  for (let i = 0; i < sorted.length; ) {
    let end = i
    while (end < sorted.length && against(sorted[end]!) === against(sorted[i]!)) end++
    const run = sorted.slice(i, end)
    ordered.push(...(against(sorted[i]!) ? run.reverse() : run))
    i = end
  }
  return ordered
}

/** Arabic words behind a number at the left edge, with room at the right, stand in a line that runs to the right. */
function isRightToLeftLine(spans: Span[], { start, end }: { start: number; end: number }): boolean {
  if (!spans.some((span) => span.rtl) || !readsRightToLeft(spans.map((span) => span.text).join(' '))) return false
  const first = spans.reduce((a, b) => (b.left < a.left ? b : a))
  const right = Math.max(...spans.map((span) => span.right))
  return !(!first.rtl && first.left - start < first.size && end - right > 3 * first.size)
}

/** The size most characters have. */
function commonSize(spans: Span[]): number {
  return Number(mostCommon(spans, (span) => span.size.toFixed(1))[0])
}

function lookOf(spans: Span[]): Pick<Line, 'look'> {
  const [first, ...others] = spans.map(({ font, color, ground }) => `${font} ${color} ${ground}`)
  return first !== undefined && others.every((look) => look === first) ? { look: first } : {}
}

function commonFont(spans: Span[]): [font: string, only: boolean] {
  const [font, share] = mostCommon(spans, (span) => span.font)
  return [font, share > 0.95]
}

function mostCommon(spans: Span[], key: (span: Span) => string): [string, number] {
  if (spans.length === 1) return [key(spans[0]!), 1]
  const counts = new Map<string, number>()
  let total = 0
  for (const span of spans) {
    counts.set(key(span), (counts.get(key(span)) ?? 0) + span.text.length)
    total += span.text.length
  }
  const [best, count] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a))
  return [best, count / total]
}

function firstWordWidth(span: Span): number {
  const space = span.text.search(/\s/)
  const share = space < 0 ? 1 : space / span.text.length
  return (span.right - span.left) * share
}
