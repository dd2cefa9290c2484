import type { Page, Sentence, SentenceKind } from '../shared/document/types'
import { beginsAsSentences, isAbbreviation } from './abbreviations'
import { withMarks } from './reference_marks'

/** A paragraph's characters [start, end) and what it is. */
export interface Part {
  start: number
  end: number
  kind: SentenceKind
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })

/**
 * Cuts every part into sentences. A heading is one sentence whatever it holds; a list item begins a new one. White
 * space between sentences belongs to none, every other character of the parts to exactly one.
 */
export function cutSentences(text: string, parts: Part[], pages: Pick<Page, 'number' | 'start' | 'end'>[]): Sentence[] {
  const sentences: Sentence[] = []
  const pageAt = pageFinder(pages)
  for (const { start, end, kind } of parts) {
    const part = text.slice(start, end)
    for (const [from, to] of kind === 'heading' ? [[0, part.length] as const] : sentencesIn(part)) {
      const trimmed = trim(part, from, to)
      if (trimmed)
        sentences.push({ start: start + trimmed[0], end: start + trimmed[1], page: pageAt(start + trimmed[0]), kind })
    }
  }
  return sentences
}

/** The sentences of any text, such as an answer: lines are paragraphs. */
export function sentencesOfText(text: string): { start: number; end: number }[] {
  return [...text.matchAll(/[^\n]+/g)].flatMap(({ 0: line, index }) =>
    sentencesIn(line).flatMap(([from, to]) => {
      const trimmed = trim(line, from, to)
      return trimmed ? [{ start: index + trimmed[0], end: index + trimmed[1] }] : []
    }),
  )
}

type CharacterRange = readonly [start: number, end: number]

function trim(text: string, from: number, to: number): CharacterRange | undefined {
  const piece = text.slice(from, to)
  const start = piece.search(/\S/)
  return start < 0 ? undefined : [from + start, from + piece.trimEnd().length]
}

/** The page of each position; positions must be asked for in rising order. */
function pageFinder(pages: Pick<Page, 'number' | 'start' | 'end'>[]): (position: number) => number {
  let i = 0
  return (position) => {
    while (i + 1 < pages.length && (pages[i]!.end <= position || pages[i]!.start === pages[i]!.end)) i++
    return pages[i]?.number ?? 1
  }
}

/** Ranges of the sentences of a paragraph: Unicode's rules, then what they get wrong in print. */
export function sentencesIn(paragraph: string): CharacterRange[] {
  const text = withUsualQuotes(paragraph)
  const ranges: [number, number][] = []
  for (const [from, to] of unicodeSentences(text)) {
    const last = ranges.at(-1)
    if (last && !isBoundary(text, from, last[0])) last[1] = to
    else ranges.push([from, to])
  }
  const atStops = ranges.flatMap((range) => atWideStops(text, range))
  return moveClosers(text, moveOpeners(text, withMarks(text, atStops, isBoundary)))
}

/** German closes with the mark that English opens with, and some turn guillemets round: of the same length, with ends that are ends. */
const withUsualQuotes = (text: string): string =>
  text
    .replace(/„([^„“]*)“/g, '„$1”')
    .replace(/‚([^‚‘]*)‘/g, '‚$1’')
    .replace(/»(?=\S)([^»«]*\S)«/g, '«$1»')

/** The segmenter's time grows with the square of its text's length (1 s for 250,000 characters). */
const SEGMENTED_AT_ONCE = 20_000

/** Sentences by Unicode's rules. A long paragraph is cut piece by piece, each from the last sentence of the one before. */
function* unicodeSentences(text: string): Generator<CharacterRange> {
  let begin = 0
  for (let at = 0; at < text.length; ) {
    const piece = text.slice(at, at + SEGMENTED_AT_ONCE)
    const ends = [...segmenter.segment(piece)].map(({ segment, index }) => at + index + segment.length)
    const isLast = at + piece.length === text.length
    const goesOn = isLast ? undefined : ends.pop() // the last one may end behind the piece
    for (const end of ends) {
      yield [begin, end]
      begin = end
    }
    at = ends.at(-1) ?? goesOn!
  }
}

const INITIAL = /(?:^|[\s("'“‘[.])\p{Lu}\.$/u

/** What follows a mark that may end a sentence and shows that it goes on, whatever the mark. */
function goesOn(before: string, next: string, isTouching: boolean): boolean {
  if (next === '' || /^[)\]}»”’"'…]+\s*$/u.test(next)) return true
  // "Why?" she asked.
  if (/[.!?…](?:["”’»']|\s»)+$/u.test(before) && /^\p{Ll}/u.test(next)) return true
  if (/^»\s\p{Ll}/u.test(next) || (/[」』]$/.test(before) && SAID.test(next))) return true // 「はい。」と言った
  if (/(?:\.\s?){4,}$/.test(before) && /^(?:\p{N}|[ivxlc]+$)/u.test(next)) return true // a table of contents
  if (!isTouching) return false
  // an address of the web, ".NET"
  return (/[?!]$/.test(before) && /^[\p{Ll}\p{N}=&/]/u.test(next)) || /(?:^|\s)\.$/.test(before)
}

/** Whether a sentence really begins at `at`, where Unicode's rules begin one. `start`: where this one begins. */
function isBoundary(text: string, at: number, start = 0): boolean {
  const before = text.slice(Math.max(0, at - 40), at).trimEnd()
  const after = text.slice(at, at + 40)
  const next = after.trimStart()
  if (goesOn(before, next, /\S/.test(text.charAt(at - 1)))) return false
  if (isInBrackets(text, start, at)) return false
  if (!/[.!?…。！？؟۔।:]["'”’»)\]⁰¹²³⁴⁵⁶⁷⁸⁹]*$/u.test(before)) return true
  if (!before.endsWith('.')) return true
  // The number or letter that a list item, heading or paragraph begins with.
  if (/^(?:[([]?(?:\d{1,3}(?:\.\d{1,3})*|\p{L}|[ivxlIVXL]{1,5})[.)\]]?)\.?$/u.test(text.slice(0, at).trim()))
    return false
  if (/^(?:P\.\s?)+S\.$/.test(text.slice(start, at).trim())) return false
  if (/^["'“‘(]*\p{Ll}/u.test(next) || isAbbreviation(before, next)) return false
  return !(INITIAL.test(before) && isInitial(before, next))
}

/** Brackets that close within so many characters hold no sentence's end, unless the sentence begins with them. */
const IN_BRACKETS = 200
const CLOSER: Record<string, string> = { '(': ')', '[': ']' }

/** Whether brackets that opened in the middle of the sentence are open at `at`, and are closed soon. */
function isInBrackets(text: string, start: number, at: number): boolean {
  const open: number[] = []
  const from = Math.max(start, at - IN_BRACKETS)
  for (let i = from; i < at; i++) {
    if (CLOSER[text[i]!]) open.push(i)
    else if ((text[i] === ')' || text[i] === ']') && CLOSER[text[open.at(-1) ?? -1]!] === text[i]) open.pop()
  }
  const last = open[0]
  if (last === undefined || text.slice(start, last).trim() === '') return false
  const closed = text.indexOf(CLOSER[text[last]!]!, at)
  return closed >= 0 && closed - last <= IN_BRACKETS
}

/** "J. Smith" and "J. R. Smith" go on; "plan B. The" and "vitamin C. It" end, told by the word that follows. */
function isInitial(before: string, next: string): boolean {
  if (beginsAsSentences(next)) return false
  const wordBefore = /(\S+)\s+\p{Lu}\.$/u.exec(before)?.[1]
  return (
    wordBefore === undefined ||
    !/^(?:plan|part|section|annex|type|class|group|vitamin|schedule|appendix)$/i.test(wordBefore)
  )
}

/** What stands behind a quotation that its sentence goes on from. */
const SAID = /^[とっ、]/

const WIDE_STOP =
  /[。！？؟।]+["'”’»)\]」』）】]*|(?<=\p{Script=Greek});(?=\s+\p{Lu})|(?<=\p{L}{2}[.!?])\s+(?=\((?:\p{Ll}|[ivx]{1,4}|\d{1,2})\)\s+\p{Lu})/gu

/** Where Unicode's rules see no end: at Chinese, Japanese, Arabic and Greek stops, and before "(c) The next point". */
function atWideStops(text: string, [start, end]: readonly [number, number]): [number, number][] {
  const ranges: [number, number][] = []
  let from = start
  for (const match of text.slice(start, end).matchAll(WIDE_STOP)) {
    const to = start + match.index + match[0].length
    const rest = text.slice(to, end)
    const isQuoted = /[」』]$/.test(match[0]) && SAID.test(rest)
    if (rest.trim() === '' || isQuoted || isAbbreviation(text.slice(Math.max(0, to - 40), to).trimEnd(), rest)) continue
    ranges.push([from, to])
    from = to
  }
  ranges.push([from, end])
  return ranges
}

/** Opening quotes and brackets that a cut left at the end of a sentence go to the next one. */
function moveOpeners(text: string, ranges: [number, number][]): [number, number][] {
  for (const [i, range] of ranges.entries()) {
    const openers = /[「『（【《〈“‘«([]+\s*$/u.exec(text.slice(range[0], range[1]))?.[0].length ?? 0
    if (openers === 0 || i + 1 === ranges.length) continue
    range[1] -= openers
    ranges[i + 1]![0] -= openers
  }
  return ranges.filter(([start, end]) => end > start)
}

/** Closing quotes, brackets and note marks that a cut left at the head of a sentence go back to the one before. */
function moveClosers(text: string, ranges: [number, number][]): [number, number][] {
  const moved: [number, number][] = []
  for (const range of ranges) {
    const last = moved.at(-1)
    const closers = last ? (/^[”’»)\]」』）】⁰¹²³⁴⁵⁶⁷⁸⁹†‡]+/u.exec(text.slice(range[0], range[1]))?.[0].length ?? 0) : 0
    if (last && closers > 0) {
      last[1] = range[0] + closers
      range[0] += closers
    }
    if (text.slice(range[0], range[1]).trim() !== '') moved.push(range)
  }
  return moved
}
