import { collapseSpace, firstChar, hasLetter, isCjk, lastChar, saneText } from '../shared/document/characters'
import type { SourceDocument } from '../shared/document/types'
import { type TextBlock, toDocument } from './blocks'
import { endsSentence, hyphenAtEnd, listMarker } from './pdf/phrases'

/** Lines this much shorter than the longest were not broken because the next word did not fit. */
const SHORT = 0.6

/**
 * Plain text: blank lines part paragraphs, lines of a paragraph that were broken to fit a width are joined, form feeds
 * part pages. A text without line wrapping (one line per paragraph) keeps its lines as paragraphs.
 */
export function readText(text: string, file: string): SourceDocument {
  const pages = lineFeeds(text).split('\f')
  // A form feed at the very end closes the last page instead of beginning another.
  if (pages.length > 1 && pages.at(-1)!.trim() === '') pages.pop()
  const blocks = pages.flatMap((page, i) => blocksOf(page, i + 1))
  return toDocument(blocks, file, 'text', pages.length)
}

/** One kind of line end, no byte-order mark, nothing invisible. */
export const lineFeeds = (text: string): string =>
  saneText(text)
    .replace(/\r\n?|[\u0085\u2028]/g, '\n')
    .replace(/\u2029/g, '\n\n')

function blocksOf(page: string, number: number): TextBlock[] {
  const paragraphs = page.split(/\n(?:[^\S\n]*\n)+/)
  const width = wrapWidth(paragraphs)
  return paragraphs.flatMap((paragraph) => splitParagraph(paragraph, width)).map((lines) => toBlock(lines, number))
}

/** The width lines were broken at, in characters; Infinity if lines are as long as their paragraphs. */
function wrapWidth(paragraphs: string[]): number {
  const broken = paragraphs.map((it) => it.split('\n')).filter((lines) => lines.length > 1)
  const inner = broken.flatMap((lines) => lines.slice(0, -1).map((line) => line.trimEnd().length))
  if (inner.length === 0) return Number.POSITIVE_INFINITY
  inner.sort((a, b) => a - b)
  const usual = inner[Math.floor(inner.length * 0.9)]!
  return usual > 30 && usual < 140 ? usual : Number.POSITIVE_INFINITY
}

/** Items and lines that end far before the others begin a new paragraph. */
function splitParagraph(paragraph: string, width: number): string[][] {
  const parts: string[][] = []
  for (const line of paragraph.split('\n').filter((one) => one.trim() !== '')) {
    const current = parts.at(-1)
    const before = current?.at(-1)
    const hangs = current !== undefined && /^\s{2,}\S/.test(line) && listMarker(current[0]!.trim()) !== undefined
    const meant =
      before === undefined || listMarker(line.trim()) !== undefined || (!hangs && endsEarly(before, line, width))
    if (meant) parts.push([line])
    else current!.push(line)
  }
  return parts
}

function endsEarly(before: string, line: string, width: number): boolean {
  if (width === Number.POSITIVE_INFINITY) return true
  const firstWord = /^\s*\S+/.exec(line)?.[0].trim().length ?? 0
  const room = width - before.trimEnd().length
  return room > firstWord + 1 && (endsSentence(before) || before.trimEnd().length < SHORT * width)
}

function toBlock(lines: string[], page: number): TextBlock {
  const text = collapseSpace(lines.map((line) => line.trim()).reduce(joinLines))
  const kind = listMarker(text) !== undefined && !isHeading(text) ? 'item' : isHeading(text) ? 'heading' : 'prose'
  return { text, kind, page, level: levelOf(text) }
}

function joinLines(before: string, line: string): string {
  // Typed text is seldom hyphenated: a hyphen at a line's end is a real one.
  if (hyphenAtEnd(before) !== '' || (isCjk(lastChar(before)) && isCjk(firstChar(line)))) return before + line
  return `${before} ${line}`
}

/** "CHAPTER 4", "2.1 Scope", "INTRODUCTION": short, alone, not ended like a sentence. */
function isHeading(text: string): boolean {
  if (text.length > 80 || !hasLetter(text) || endsSentence(text) || /[,;]$/.test(text)) return false
  const capitals = (text.match(/\p{Lu}/gu)?.length ?? 0) > 3 && !/\p{Ll}/u.test(text)
  return (
    capitals ||
    /^(?:chapter|part|section|article|annex|appendix|schedule)\s+[\dIVXLC]+\b/i.test(text) ||
    /^\d+\.\d+(?:\.\d+)*\.?\s+\p{Lu}/u.test(text)
  )
}

function levelOf(text: string): number {
  const number = /^(\d+(?:\.\d+)*)\.?\s/.exec(text)?.[1]
  return number === undefined ? 1 : Math.min(number.split('.').length, 6)
}
