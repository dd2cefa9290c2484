import type { SentenceKind } from '../../../shared/document/types'
import { endsSentence, hyphenAtEnd, listMarker, startsLowercase } from '../../phrases'
import type { Line } from '../layout/lines'
import { isCaption } from './captions'

export interface Paragraph {
  lines: Line[]
  kind: SentenceKind
  /** Of a heading: 1 is the highest. */
  level: number
  /** More than an ordinary line gap, or a new block, lies above or below it. */
  apartAbove: boolean
  apartBelow: boolean
  /** A table row, or a line of one; a line of a listing. */
  row: boolean
  /** Its last line is as long as it could be: the text may go on elsewhere. */
  full: boolean
}

/** Ordinary distance of base lines for each type size, and the limits of each block's lines, on one page or all. */
export interface Measure {
  /** The size that most characters have. */
  bodySize: number
  pitch(size: number): number
  edges(line: Line): { left: number; right: number }
}

/** Steps to the right (in type sizes) that mean something. */
const INDENT = 0.8

export function measureOf(lines: Line[]): Measure {
  const pitches = new Map<string, Map<number, number>>()
  const edges = new Map<string, { left: number; right: number }>()
  for (const [i, line] of lines.entries()) {
    const key = `${line.page} ${line.block}`
    // Table rows, and heads and feet that were kept, may reach further than the text does.
    const edge = edges.get(key)
    if (line.cells === 1) {
      edges.set(key, {
        left: Math.min(edge?.left ?? Infinity, line.left),
        right: Math.max(edge?.right ?? -Infinity, line.right),
      })
    }
    const before = lines[i - 1]
    if (!before || before.block !== line.block || before.page !== line.page) continue
    const pitch = line.base - before.base
    if (Math.abs(before.size - line.size) > 0.3 || pitch < 0.8 * line.size || pitch > 3 * line.size) continue
    const sizeKey = line.size.toFixed(0)
    const counts = pitches.get(sizeKey) ?? new Map<number, number>()
    const step = Math.round(pitch * 2) / 2
    counts.set(step, (counts.get(step) ?? 0) + 1)
    pitches.set(sizeKey, counts)
  }
  const usual = new Map([...pitches].map(([size, counts]) => [size, commonPitch(counts)]))
  return {
    bodySize: bodySizeOf(lines),
    pitch: (size) => usual.get(size.toFixed(0)) ?? 1.3 * size,
    edges: (line) => edges.get(`${line.page} ${line.block}`) ?? line,
  }
}

export function bodySizeOf(lines: Line[]): number {
  const counts = new Map<number, number>()
  for (const { size, text } of lines) counts.set(size, (counts.get(size) ?? 0) + text.length)
  return [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), [10, 0])[0]
}

/** The smallest pitch that is common: paragraphs one line long are far apart and may be many. */
function commonPitch(counts: Map<number, number>): number {
  const most = Math.max(...counts.values())
  return Math.min(...[...counts].filter(([, count]) => count >= 0.4 * most).map(([pitch]) => pitch))
}

/** Lines in reading order become paragraphs; a paragraph ends with its block at the latest. */
export function paragraphsOf(lines: Line[], measure: Measure): Paragraph[] {
  const paragraphs: Paragraph[] = []
  let current: Line[] = []
  for (const [i, line] of lines.entries()) {
    if (current.length > 0 && startsParagraph(line, current, lines[i + 1], measure)) {
      paragraphs.push(toParagraph(current, measure))
      current = []
    }
    current.push(line)
  }
  if (current.length > 0) paragraphs.push(toParagraph(current, measure))
  markGaps(paragraphs, measure)
  return paragraphs
}

function toParagraph(lines: Line[], measure: Measure): Paragraph {
  const last = lines.at(-1)!
  const row = lines.length === 1 && (last.cells > 1 || last.indent !== undefined)
  const item = row || listMarker(lines[0]!.text) !== undefined
  const full = hyphenAtEnd(last.text) !== '' || roomAfter(last, measure) < 0.12 * widthOf(last, measure)
  return { lines, kind: item ? 'item' : 'prose', level: 0, apartAbove: true, apartBelow: true, row, full }
}

function markGaps(paragraphs: Paragraph[], measure: Measure): void {
  for (let i = 1; i < paragraphs.length; i++) {
    const above = paragraphs[i - 1]!.lines.at(-1)!
    const below = paragraphs[i]!.lines[0]!
    if (!sameBlock(above, below)) continue
    const pitch = Math.min(measure.pitch(above.size), measure.pitch(below.size))
    const apart = below.base - above.base > 1.15 * pitch || below.base < above.base
    paragraphs[i - 1]!.apartBelow = apart
    paragraphs[i]!.apartAbove = apart
  }
}

const sameBlock = (a: Line, b: Line): boolean => a.block === b.block && a.page === b.page

/** How far from its block's edge a line begins, and how much room is left where it ends; mirrored for Arabic. */
function startOf(line: Line, measure: Measure): number {
  const { left, right } = measure.edges(line)
  return line.rtl ? right - line.right : line.left - left
}

function roomAfter(line: Line, measure: Measure): number {
  const { left, right } = measure.edges(line)
  return line.rtl ? line.left - left : right - line.right
}

function widthOf(line: Line, measure: Measure): number {
  const { left, right } = measure.edges(line)
  return right - left
}

function startsParagraph(line: Line, current: Line[], next: Line | undefined, measure: Measure): boolean {
  const before = current.at(-1)!
  if (!sameBlock(before, line) || line.indent !== undefined || before.indent !== undefined) return true
  if (line.heading !== before.heading || line.single || before.single) return true
  const pitch = line.base - before.base
  const usual = measure.pitch(line.size)
  if (line.cells > 1 || before.cells > 1)
    return !((isLooseLine(line, before) || isWrappedEntry(line, before)) && pitch < 1.35 * usual)
  if (pitch < 0.3 * line.size || Math.abs(line.size - before.size) > 0.12 * before.size) return true
  // A title's lines are as long as their words make them.
  if (line.size > 1.15 * measure.bodySize) return pitch > 1.5 * line.size || /[.!?]$/.test(before.text)
  if (pitch > 1.35 * usual) return true
  if (hyphenAtEnd(before.text) !== '' && (startsLowercase(line.text) || isRange(before, line))) return false
  const left = fitted(line, before, measure)
  const ended = endsSentence(before.text) || left
  if (pitch > 1.12 * usual && ended) return true
  if (startsItem(line, current, ended)) return true
  if (line.oneFont && before.oneFont && line.font !== before.font && left) return true
  if (isCentred(line, before, measure)) return left && endsSentence(before.text)
  return changesIndent(line, current, next, ended, measure) || endsEarly(line, before, measure)
}

/** "12-" and then "14 pages": figures that a hyphen holds together. */
const isRange = (before: Line, line: Line): boolean => /\d[-\u2010\u2011]$/.test(before.text) && /^\d/.test(line.text)

/** A justified line with wide gaps, in the middle of a sentence, is no table row. */
const isLooseLine = (line: Line, before: Line): boolean =>
  line.cells + before.cells === 3 && startsLowercase(line.text) && !endsSentence(before.text)

/** "5.6.10 Fields: Depends, Recommends," and below it "Conflicts ..... 37": one entry of a table of contents. */
const isWrappedEntry = (line: Line, before: Line): boolean =>
  before.cells === 1 && /^\d+(?:\.\d+)+\s/.test(before.text) && /,$/.test(before.text) && /\s\d+$/.test(line.text)

/** The line's first word would have fitted on the line before: the break there was meant. */
const fitted = (line: Line, before: Line, measure: Measure): boolean =>
  roomAfter(before, measure) > line.firstWord + 0.6 * line.size

function endsEarly(line: Line, before: Line, measure: Measure): boolean {
  if (!fitted(line, before, measure)) return false
  if (endsSentence(before.text)) return true
  const room = roomAfter(before, measure)
  if (startsLowercase(line.text)) return room > 0.6 * widthOf(before, measure)
  return room > line.firstWord + 2 * line.size
}

const NOTE = /^[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}\s?[\p{L}"“]/u

function startsItem(line: Line, current: Line[], ended: boolean): boolean {
  if (ended && (NOTE.test(line.text) || isCaption(line.text))) return true
  const marker = listMarker(line.text)
  if (marker === undefined) return false
  const first = current[0]!
  const sibling = listMarker(first.text) !== undefined && Math.abs(first.left - line.left) < line.size
  return ended || marker === 'bullet' || sibling
}

function isCentred(line: Line, before: Line, measure: Measure): boolean {
  const { left, right } = measure.edges(line)
  const off = (one: Line) => Math.abs((one.left + one.right) / 2 - (left + right) / 2)
  const indented = (one: Line) => startOf(one, measure) > INDENT * one.size && roomAfter(one, measure) > one.size
  return off(line) < 0.6 * line.size && off(before) < 0.6 * line.size && (indented(line) || indented(before))
}

function changesIndent(line: Line, current: Line[], next: Line | undefined, ended: boolean, measure: Measure): boolean {
  const before = current.at(-1)!
  const step = startOf(line, measure) - startOf(before, measure)
  const enough = INDENT * line.size
  if (step > enough) {
    // The second line of an item hangs under its text; so does that of an entry in a list of books.
    if (listMarker(current[0]!.text) !== undefined && current.length === 1) return false
    const hanging =
      next !== undefined && sameBlock(line, next) && startOf(next, measure) > startOf(before, measure) + enough
    return ended && !(hanging && !endsSentence(before.text))
  }
  if (step < -enough && current.length > 1) {
    const first = current[0]!
    return ended || startOf(first, measure) < startOf(before, measure) - enough
  }
  return false
}
