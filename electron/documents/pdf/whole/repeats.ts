import { hasLetter } from '../../../shared/document/characters'
import type { Line } from '../layout/lines'
import type { PageLines } from '../layout/page'
import { isPageLabel } from '../layout/small_pages'
import { repeatedAsides } from './asides'
import { type Candidate, headAndFoot, looksLikeText } from './head_rows'
import { type BodyStyle, bodyStyle } from './headings'
import { headingsAgain, pageHeadings } from './page_headings'
import { sidebarLines } from './sidebars'
import { pageNumber, templateOf } from './templates'

/** Rows at the top and at the bottom of a page among which running heads and feet are looked for. */
const ROWS = 5
/** How many pages to look back and ahead: a chapter's running head need not be on every page of the document. */
const WINDOW = 10
/** Points by which a running head may wander between pages. */
const WANDER = 4
/** Larger than the body by this factor, a repeated line may be a heading. */
const LARGE = 1.25

/**
 * The lines that are no part of the text: running heads, feet, page numbers and sidebars, told by standing in the same
 * place on enough pages, saying the same but for numbers that count with the pages. Documents of one or two pages lose nothing
 * but a page number that stands alone.
 */
export function repeatedLines(pages: PageLines[], labels: (string | undefined)[]): Set<Line> {
  const body = bodyStyle(pages.flatMap((page) => page.lines))
  const bodySize = body.size
  const written = pages.filter((page) => page.lines.length > 0)
  const candidates = written.map(candidatesOf)
  let dropped = new Set<Line>()
  if (written.length > 2) {
    const needed = written.length > 8 ? 3 : 2
    for (const [i, own] of candidates.entries()) {
      for (const candidate of own) {
        if (countMatches(candidate, i, candidates, bodySize) >= needed) dropped.add(candidate.line)
      }
    }
    for (const line of countingLines(candidates, bodySize, needed)) dropped.add(line)
    addStrays(candidates, dropped)
    const heads = candidates.map((own) => headAndFoot(own, dropped, body))
    dropped = new Set(heads.flatMap(({ outside, joined }) => [...outside, ...joined]))
    for (const line of keptOnce(candidates, dropped, new Set(heads.flatMap((one) => one.joined)), body)) {
      dropped.delete(line)
    }
    for (const line of pageHeadings(candidates, dropped, body)) dropped.delete(line)
    for (const line of headingsAgain(candidates, dropped, body)) dropped.add(line)
    for (const line of sidebarLines(written, dropped)) dropped.add(line)
  }
  for (const line of repeatedAsides(pages)) dropped.add(line)
  for (const [i, page] of written.entries()) {
    for (const line of loneNumbers(page, candidates[i]!, dropped, labels[page.number - 1])) dropped.add(line)
  }
  return dropped
}

function candidatesOf(page: PageLines): Candidate[] {
  // Of several small pages on one sheet, each has its own number.
  const own = page.lines.filter((line) => !(line.single && isPageLabel(line.text)))
  const sorted = own.sort((a, b) => a.base - b.base)
  const found: Candidate[] = []
  const take = (lines: Line[], side: 'top' | 'bottom') => {
    let rows = 0
    let base = Number.NaN
    for (const line of lines) {
      if (!(Math.abs(line.base - base) < 2)) rows++
      if (rows > ROWS) break
      base = line.base
      const distance = side === 'top' ? line.base - page.top : page.bottom - line.base
      found.push({ line, template: templateOf(line.text), side, distance })
    }
  }
  take(sorted, 'top')
  take(sorted.reverse(), 'bottom')
  return found
}

function countMatches(candidate: Candidate, at: number, all: Candidate[][], bodySize: number): number {
  let count = 0
  for (let i = Math.max(0, at - WINDOW); i <= Math.min(all.length - 1, at + WINDOW); i++) {
    if (i !== at && all[i]!.some((other) => matches(candidate, other, bodySize))) count++
  }
  return count
}

function matches(a: Candidate, b: Candidate, bodySize: number): boolean {
  if (a.side !== b.side || a.template.words !== b.template.words) return false
  if (Math.abs(a.distance - b.distance) > WANDER || Math.abs(a.line.size - b.line.size) > 0.6) return false
  const apart = b.line.page - a.line.page
  let counting = 0
  for (const [i, number] of a.template.numbers.entries()) {
    const step = b.template.numbers[i]! - number
    if (step === apart || step === 2 * apart) counting++
    else if (step !== 0) return false
  }
  if (counting > 0) return a.line.size <= largest(a.line, bodySize)
  // Rows of a table may hold the same figures by chance.
  return hasLetter(a.line.text)
}

/**
 * Running heads whose words change ("2 CHAPTER 1. THE LAMP", "1.2. GLASS 3"): in the same place, first or last in the
 * line, a number counts with the pages.
 */
function countingLines(all: Candidate[][], bodySize: number, needed: number): Line[] {
  const groups = new Map<string, Candidate[]>()
  for (const candidate of all.flatMap((own) => outermostRows(own))) {
    const { line, side } = candidate
    if (line.size > largest(line, bodySize) || line.text.length > 100) continue
    for (const number of edgeNumbers(line.text)) {
      const key = `${side} ${number - line.page}`
      groups.set(key, [...(groups.get(key) ?? []), candidate])
    }
  }
  return [...groups.values()].flatMap((group) =>
    group
      .filter((one) => group.filter((other) => Math.abs(other.distance - one.distance) <= WANDER).length > needed)
      .map(({ line }) => line),
  )
}

const outermostRows = (own: Candidate[]): Candidate[] =>
  own.filter((one) => !own.some((other) => other.side === one.side && other.distance < one.distance - 2))

/** Numbers that a line begins or ends with. */
function edgeNumbers(text: string): number[] {
  const words = text.trim().split(/\s+/)
  const numbers = [words[0]!, words.at(-1)!].map((word) => pageNumber(word))
  return [...new Set(numbers)].filter((number) => number !== undefined)
}

const isLabel = (text: string, label: string | undefined): boolean =>
  label !== undefined && text.replace(/^[\s\-–—]+|[\s\-–—]+$/g, '').toLowerCase() === label.toLowerCase()

/** Page numbers may be set larger than the text; larger words that count are headings. */
const largest = (line: Line, bodySize: number): number => (pageNumber(line.text) === undefined ? LARGE : 1.6) * bodySize

/** A page's own running head ("Chapter 9"), alone in the place where its neighbours have theirs, goes with them. */
function addStrays(all: Candidate[][], dropped: Set<Line>): void {
  const before = new Set(dropped)
  for (const [i, own] of all.entries()) {
    for (const side of ['top', 'bottom'] as const) {
      const mine = own.filter((candidate) => candidate.side === side)
      const outermost = mine[0]
      if (!outermost || before.has(outermost.line) || outermost.line.text.length > 100) continue
      const next = mine.find((other) => Math.abs(other.distance - outermost.distance) > 2)
      if (!next || Math.abs(next.distance - outermost.distance) < 1.6 * outermost.line.size) continue
      const near = all.slice(Math.max(0, i - 4), i + 5).flat()
      const alike = near.filter((other) => before.has(other.line) && sameplace(other, outermost))
      if (alike.length >= 4) dropped.add(outermost.line)
    }
  }
}

const sameplace = (a: Candidate, b: Candidate): boolean =>
  a.side === b.side && Math.abs(a.distance - b.distance) < 2 && Math.abs(a.line.size - b.line.size) < 0.3

/**
 * What may be text after all stays where it stands first: large type (a slide's title, continued on the next slides),
 * lines with no gap to the text (a table's head, repeated on every page), lines that look like the text.
 */
function keptOnce(all: Candidate[][], dropped: Set<Line>, joined: Set<Line>, body: BodyStyle): Line[] {
  const seen = new Map<string, number>()
  const kept: Line[] = []
  for (const [i, own] of all.entries()) {
    for (const { line, template } of own) {
      if (!dropped.has(line)) continue
      const large = line.size > LARGE * body.size
      // "Week 5" on three pages and then "Week 6": two headings.
      const words = large ? line.text : template.words
      const last = seen.get(words)
      seen.set(words, i)
      const first = last === undefined || last < i - WINDOW
      const doubtful = large || joined.has(line) || looksLikeText({ line, template }, body)
      if (first && doubtful) kept.push(line)
    }
  }
  return kept
}

/** With a gap between it and the next row. */
function isAlone(candidate: Candidate, own: Candidate[]): boolean {
  const inner = own.filter((other) => other.side === candidate.side && other.distance > candidate.distance + 2)
  const gap = Math.min(...inner.map((other) => other.distance)) - candidate.distance
  return gap > 1.6 * candidate.line.size && gap !== Number.POSITIVE_INFINITY
}

/** "7", "- 7 -", "Page 7 of 9" in the first or last row of page 7. */
function loneNumbers(page: PageLines, candidates: Candidate[], dropped: Set<Line>, label?: string): Line[] {
  const alone = page.lines.length === 1 && label !== undefined
  if (page.lines.length < 2 && !alone) return []
  const outermost = (side: 'top' | 'bottom') =>
    candidates.find((candidate) => candidate.side === side && !dropped.has(candidate.line))
  return [outermost('top'), outermost('bottom')]
    .filter((candidate) => candidate !== undefined)
    .filter(({ line }) => pageNumber(line.text) === page.number || isLabel(line.text, label))
    .filter((candidate) => alone || isAlone(candidate, candidates))
    .map(({ line }) => line)
}
