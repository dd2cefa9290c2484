import { type BoxOnPage, boxesOf } from './boxes'
import { firstOf } from './first_of'
import { utf16Offsets } from './offsets'
import type { SourceDocument, Tokens } from './types'
import { splitLong, type Unit } from './units'
import { firstVisible } from './visible'

export { utf16Offsets } from './offsets'
export type { Unit } from './units'

/** Which tokens, characters, sentences, pages and boxes belong together. Made once by `align`, then only read. */
export interface Alignment {
  document: SourceDocument
  tokens: Tokens
  /** UTF-16 characters [starts[i], ends[i]) that token i has a part in; neighbours may share one character. */
  starts: Uint32Array
  ends: Uint32Array
  /**
   * The units evidence points to, in order: the document's sentences, long ones split. Their tokens
   * [firstToken, endToken) are disjoint, follow each other and are all tokens of the document.
   */
  sentences: Unit[]
  /** 1-based page on which a token's first visible character stands. */
  pageOfToken(token: number): number
  /** Index in `sentences`. */
  sentenceOfToken(token: number): number
  /** Characters [start, end) of tokens [from, to). */
  charactersOf(from: number, to: number): [start: number, end: number]
  /** Tokens [from, to) that have a part in characters [start, end). */
  tokensOf(start: number, end: number): [from: number, to: number]
  /** Where characters [start, end) are printed: one box for each stretch of a line. Empty for files without pages. */
  boxesOfCharacters(start: number, end: number): BoxOnPage[]
  boxesOfTokens(from: number, to: number): BoxOnPage[]
}

/** What `alignTokens` finds: plain values, so that a worker can do it. */
export interface TokenPlaces {
  starts: Uint32Array
  ends: Uint32Array
  sentences: Unit[]
  /** By token. */
  pages: Uint32Array
  owners: Uint32Array
}

/** All of a document that its tokens are aligned with: what stands where on its pages is not needed. */
export type AlignedText = Pick<SourceDocument, 'text' | 'pages' | 'sentences'>

/** Aligns a document with the tokens of its whole text. Linear in their number. */
export const align = (document: SourceDocument, tokens: Tokens): Alignment =>
  alignmentOf(document, tokens, alignTokens(document, tokens.offsets))

export function alignTokens(document: AlignedText, offsets: Uint32Array): TokenPlaces {
  const { text } = document
  const count = offsets.length - 1
  const starts = utf16Offsets(text, offsets.subarray(0, count))
  const ends = utf16Offsets(text, offsets.subarray(1, count + 1), 'up')
  const visible = firstVisible(text, starts, ends)
  const sentences = splitLong(document, starts, ends, firstTokens(document, visible, ends))
  const owners = new Uint32Array(count)
  for (const [i, unit] of sentences.entries()) owners.fill(i, unit.firstToken, unit.endToken)
  return { starts, ends, sentences, pages: pagesOfTokens(document, visible), owners }
}

export function alignmentOf(document: SourceDocument, tokens: Tokens, places: TokenPlaces): Alignment {
  const { starts, ends, sentences, pages, owners } = places
  const { text } = document
  const count = tokens.ids.length
  const charactersOf = (from: number, to: number): [number, number] =>
    from < to ? [starts[from]!, ends[to - 1]!] : [starts[from] ?? text.length, starts[from] ?? text.length]
  const boxesOfCharacters = (start: number, end: number) => boxesOf(document, start, end)
  return {
    document,
    tokens,
    starts,
    ends,
    sentences,
    pageOfToken: (token) => pages[Math.max(0, Math.min(token, count - 1))] ?? 1,
    sentenceOfToken: (token) => owners[token] ?? 0,
    charactersOf,
    tokensOf: (start, end) => [firstAfter(ends, start), firstAtOrAfter(starts, end)],
    boxesOfCharacters,
    boxesOfTokens: (from, to) => boxesOfCharacters(...charactersOf(from, to)),
  }
}

/**
 * The first token of each sentence, and the number of tokens behind the last. A token belongs to the sentence of its
 * first visible character; one of white space alone to the sentence before.
 */
function firstTokens({ sentences }: AlignedText, visible: Uint32Array, ends: Uint32Array): Uint32Array {
  const first = new Uint32Array(sentences.length + 1)
  let token = 0
  for (let i = 1; i < sentences.length; i++) {
    const { start } = sentences[i]!
    while (token < visible.length && (visible[token]! < start || visible[token] === ends[token])) token++
    first[i] = token
  }
  first[sentences.length] = visible.length
  return first
}

function pagesOfTokens({ pages }: AlignedText, visible: Uint32Array): Uint32Array {
  const result = new Uint32Array(visible.length)
  const written = pages.filter((page) => page.end > page.start)
  let i = 0
  for (let token = 0; token < visible.length; token++) {
    while (i + 1 < written.length && written[i + 1]!.start <= visible[token]!) i++
    result[token] = written[i]?.number ?? 1
  }
  return result
}

/** Index of the first value above `limit` in rising values. */
const firstAfter = (values: Uint32Array, limit: number): number => firstOf(values, (value) => value > limit)
const firstAtOrAfter = (values: Uint32Array, limit: number): number => firstOf(values, (value) => value >= limit)
