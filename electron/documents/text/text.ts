import { collapseSpace, firstChar, hasLetter, isCjk, lastChar, saneText } from '../../shared/document/characters'
import type { DocumentNote, SourceDocument } from '../../shared/document/types'
import { type TextBlock, toDocument } from '../blocks'
import { junctionOf, type Vocabulary, vocabularyOf } from '../hyphens'
import { endsSentence, hyphenAtEnd, listMarker, startsLowercase } from '../phrases'
import { cardBlocks, isCards } from './cards'
import { isListing, isProgram, listingBlocks } from './listing'
import { alignedRows, areEndedOnPurpose, recordStarts, tableRows } from './records'
import { isSubtitles, subtitleBlocks } from './subtitles'
import { isTex, texBlocks } from './tex'

/** Lines this much shorter than the longest were not broken because the next word did not fit. */
const SHORT = 0.6

const LONGEST_HEADING = 80

/**
 * Plain text: blank lines part paragraphs, lines of a paragraph that were broken to fit a width are joined, form feeds
 * part pages. Lines that mean something stay: records, rows of tables, verses, addresses, programs, and those of a text
 * without line wrapping (one line per paragraph).
 */
export function readText(text: string, file: string, notes: DocumentNote[] = []): SourceDocument {
  const content = lineFeeds(text)
  const pages = content.split('\f')
  // A form feed at the very end closes the last page instead of beginning another.
  if (pages.length > 1 && pages.at(-1)!.trim() === '') pages.pop()
  const blocksOfPage = pageReader(content, file)
  const blocks = pages.flatMap((page, i) => blocksOfPage(page, i + 1))
  return toDocument(withTitle(blocks), file, 'text', pages.length, notes)
}

/** Words that stand alone before the first paragraph, and are no sentence, are the text's title. */
function withTitle([first, ...others]: TextBlock[]): TextBlock[] {
  if (!first) return []
  const isTitle =
    first.kind === 'prose' &&
    others[0]?.kind === 'prose' &&
    others[0].text.length > first.text.length &&
    first.text.length <= LONGEST_HEADING &&
    /^[\p{Lu}\p{N}][^:]*\s\S*[\p{L}\p{N})\]"”’]$/u.test(first.text)
  return [isTitle ? { ...first, kind: 'heading', level: 1 } : first, ...others]
}

/** The paragraphs of a text that is part of another file. */
export function textBlocks(text: string, file: string): TextBlock[] {
  const content = lineFeeds(text).replaceAll('\f', '\n\n')
  return pageReader(content, file)(content, 1)
}

function pageReader(content: string, file: string): (page: string, number: number) => TextBlock[] {
  if (isSubtitles(content)) return subtitleBlocks
  if (isCards(content)) return cardBlocks
  if (isTex(content, file)) return texBlocks
  return isListing(content, file) ? listingBlocks : blocksOf
}

/** What terminals are told of colours and places. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it begins with an escape
const TERMINAL = /\u001b(?:\[[0-?]{0,40}[ -/]{0,4}[@-~]|\][^\u0007\u001b\n]{0,1000}(?:\u0007|\u001b\\))/g
/** Letters printed over others, as manuals have bold and underlined ones. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the step back
const OVERPRINTED = /[^\n\b]\u0008(?=[^\n])/g

/** One kind of line end, words whole that soft hyphens part at line ends, no byte-order mark, nothing invisible. */
export const lineFeeds = (text: string): string =>
  saneText(
    text
      .replace(TERMINAL, '')
      .replace(OVERPRINTED, '')
      .replace(/\r\n?|[\u0085\u2028]/g, '\n')
      .replace(/\u2029/g, '\n\n')
      .replace(/\u00ad[^\S\n]*\n[^\S\n]*(?=\p{L})/gu, ''),
  )

function blocksOf(page: string, number: number): TextBlock[] {
  const paragraphs = page
    .split(/\n(?:[^\S\n]*(?:>[^\S\n]*)*\n)+/)
    .map((it) => it.split('\n').filter((line) => line.trim() !== ''))
  const wrap = { width: wrapWidth(paragraphs), hyphens: hyphensOf(paragraphs) }
  return paragraphs.flatMap((lines) => blocksOfLines(lines, wrap, number))
}

/** How lines were broken. */
interface Wrap {
  /** As wrapWidth gives it. */
  width: number
  /** Words of the text, if its lines end in hyphens that cut words. */
  hyphens?: Vocabulary | undefined
}

/** How the lines of a paragraph are written. */
interface Lines extends Wrap {
  page: number
  /** What rows of a table say whose blanks stand for its columns. */
  aligned: ReadonlyMap<string, string>
}

/** A few lines may end at the hyphen of a word that has one; where many do, words were cut to fit the width. */
const FEWEST_CUTS = 3
const CUT_SHARE = 0.08

function hyphensOf(paragraphs: string[][]): Vocabulary | undefined {
  const breaks = paragraphs.flatMap((lines) => lines.slice(0, -1).map((line, i) => [line, lines[i + 1]!] as const))
  const cuts = breaks.filter(([line, next]) => /\p{L}[-\u2010]\s*$/u.test(line) && /^\s*\p{Ll}/u.test(next))
  if (cuts.length < FEWEST_CUTS || cuts.length < CUT_SHARE * breaks.length) return undefined
  return vocabularyOf(paragraphs.flat().map((line) => ({ text: line.trim() })))
}

/** The paragraphs that lines without an empty one between them make. */
export function blocksOfLines(lines: string[], wrap: Wrap, page: number): TextBlock[] {
  if (isProgram(lines)) return listingBlocks(lines.join('\n'), page)
  const how = { ...wrap, page, aligned: alignedRows(lines) }
  const starts = recordStarts(lines)
  if (starts.size > 0) return recordBlocks(lines, starts, how)
  if (!wrap.hyphens && areEndedOnPurpose(lines, wrap.width, endsSentence))
    return withHanging(lines).map((item) => toItem(item, { ...how, hyphens: undefined }))
  const rows = tableRows(lines)
  for (const [i, line] of lines.entries()) if (how.aligned.has(line)) rows.add(i)
  const blocks: TextBlock[] = []
  for (let from = 0; from < lines.length; ) {
    let to = from
    while (to < lines.length && rows.has(to) === rows.has(from)) to++
    const piece = lines.slice(from, to)
    blocks.push(
      ...(rows.has(from)
        ? piece.map((line) => toItem([line], how))
        : splitParagraph(piece, how).map((part) => toBlock(part, how))),
    )
    from = to
  }
  return blocks
}

/** Lines that stand for themselves; what hangs under an item of a list, and goes on with it, is the item's. */
function withHanging(lines: string[]): string[][] {
  const items: string[][] = []
  for (const line of lines) {
    const item = items.at(-1)
    const hangs = item !== undefined && listMarker(item[0]!.trim()) !== undefined && indent(line) > indent(item[0]!)
    if (hangs && /^\s*\p{Ll}/u.test(line) && !endsSentence(item.at(-1)!)) item.push(line)
    else items.push([line])
  }
  return items
}

/** What a record's line had no room for stands below it; any other line stands for itself. */
function recordBlocks(lines: string[], starts: Set<number>, how: Lines): TextBlock[] {
  const { width } = how
  const isWrapped = width > 50 && lines.every((line) => line.length < 1.1 * width)
  const records: string[][] = []
  for (const [i, line] of lines.entries()) {
    const before = lines[i - 1] ?? ''
    const hangs = indent(line) > indent(records.at(-1)?.[0] ?? line) && before.length > 0.75 * width
    const goesOn = hangs || (startsLowercase(line) && !endsEarly(before, line, width))
    if (isWrapped && !starts.has(i) && i > 0 && goesOn) records.at(-1)!.push(line)
    else records.push([line])
  }
  return records.map((record) => toItem(record, how))
}

const indent = (line: string): number => line.length - line.trimStart().length

/** Shorter lines were not broken to fit. */
const LEAST = 30

/** The width lines were broken at, in characters; Infinity if lines are as long as their paragraphs. */
export function wrapWidth(paragraphs: string[][]): number {
  const broken = paragraphs.filter((lines) => lines.length > 1)
  const inner = broken.flatMap((lines) => lines.slice(0, -1).map((line) => line.trimEnd().length))
  if (inner.length === 0) return Number.POSITIVE_INFINITY
  inner.sort((a, b) => a - b)
  const usual = inner[Math.floor(inner.length * 0.9)]!
  // a line of Chinese holds half as many characters as it is wide
  const least = broken.flat().some((line) => isCjk(firstChar(line))) ? LEAST / 2 : LEAST
  return usual > least && usual < 140 ? usual : Number.POSITIVE_INFINITY
}

/** Items and lines that end far before the others begin a new paragraph. */
function splitParagraph(lines: string[], { width }: Wrap): string[][] {
  const parts: string[][] = []
  for (const line of lines) {
    const current = parts.at(-1)
    const before = current?.at(-1)
    const hangs = current !== undefined && /^\s{2,}\S/.test(line) && listMarker(current[0]!.trim()) !== undefined
    const cutsWord = before && hyphenAtEnd(before.trimEnd()) !== '' && /^\p{Ll}/u.test(line.trim())
    const meant =
      before === undefined ||
      quoteMark(line) !== quoteMark(before) ||
      listMarker(line.trim()) !== undefined ||
      (!hangs && !cutsWord && endsEarly(before, line, width))
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

/** "> ", as often as a line of mail was answered to: one for the paragraph is enough. */
const quoteMark = (line: string): string => /^\s*(?:> ?)+/.exec(line)?.[0].replace(/\s/g, '') ?? ''

const joined = ([first, ...others]: string[], hyphens?: Vocabulary): string =>
  collapseSpace(
    [first!, ...others.map((line) => line.replace(/^\s*(?:> ?)+/, ''))]
      .map((it) => it.trim())
      .reduce((before, line) => joinLines(before, line, hyphens)),
  )

const toItem = (lines: string[], { page, hyphens, aligned }: Lines): TextBlock => ({
  text: (lines.length === 1 && aligned.get(lines[0]!)) || joined(lines, hyphens),
  kind: 'item',
  page,
})

function toBlock(lines: string[], { page, hyphens }: Lines): TextBlock {
  const text = joined(lines, hyphens)
  const kind = listMarker(text) !== undefined && !isHeading(text) ? 'item' : isHeading(text) ? 'heading' : 'prose'
  return { text, kind, page, level: levelOf(text) }
}

/** Typed text is seldom hyphenated: without a vocabulary a hyphen at a line's end is a real one. */
function joinLines(before: string, line: string, hyphens?: Vocabulary): string {
  if (hyphenAtEnd(before) !== '') {
    const junction = hyphens ? junctionOf(before, line, hyphens) : 'kept'
    return (junction === 'joined' ? before.slice(0, -1) : before) + (junction === 'apart' ? ' ' : '') + line
  }
  if (isCjk(lastChar(before)) && isCjk(firstChar(line))) return before + line
  return `${before} ${line}`
}

/** "CHAPTER 4", "2.1 Scope", "INTRODUCTION": short, alone, not ended like a sentence. */
function isHeading(text: string): boolean {
  if (text.length > LONGEST_HEADING || !hasLetter(text) || endsSentence(text) || /[,;]$/.test(text)) return false
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
