import type { Sentence, SourceDocument } from './types'

/** A sentence, or a piece of a long one, and its tokens [firstToken, endToken). */
export interface Unit extends Sentence {
  firstToken: number
  endToken: number
  /** Index of the sentence in the document that it is, or is a piece of. */
  sentence: number
}

/** No unit has more tokens than this: evidence should point to something that can be read at a glance. */
export const MOST_TOKENS = 80

/** Penalties for cutting behind a character, in tokens away from the place that would make even pieces. */
const CLAUSE = 0
const PHRASE = 8
const WORD = 25
const LETTER = 200
const INSIDE_CHARACTER = 10_000

/**
 * The sentences as units. `first` holds each sentence's first token and, behind the last, the number of all tokens.
 * Sentences that no token of their own stands for go to the unit before.
 */
export function splitLong(
  document: Pick<SourceDocument, 'text' | 'pages' | 'sentences'>,
  starts: Uint32Array,
  ends: Uint32Array,
  first: Uint32Array,
): Unit[] {
  const units: Unit[] = []
  for (const [i, sentence] of document.sentences.entries()) {
    const [from, to] = [first[i]!, first[i + 1]!]
    const last = units.at(-1)
    if (from === to) {
      if (last) last.end = sentence.end
      continue
    }
    const isRow = / \| /.test(document.text.slice(sentence.start, sentence.end))
    const cuts = cutsOf(document.text, starts, ends, from, to, isRow)
    for (const [n, firstToken] of cuts.entries()) {
      const endToken = cuts[n + 1] ?? to
      const start = n === 0 ? sentence.start : skipSpace(document.text, starts[firstToken]!)
      const end = endToken === to ? sentence.end : trimSpace(document.text, ends[endToken - 1]!)
      units.push({ ...sentence, start, end, page: pageAt(document, start), firstToken, endToken, sentence: i })
    }
  }
  return units
}

/** The first tokens of the pieces of tokens [from, to): as few pieces as fit, about even, cut where one would pause. */
function cutsOf(
  text: string,
  starts: Uint32Array,
  ends: Uint32Array,
  from: number,
  to: number,
  isRow: boolean,
): number[] {
  const cuts = [from]
  let begin = from
  while (to - begin > MOST_TOKENS) {
    const pieces = Math.ceil((to - begin) / MOST_TOKENS)
    const even = begin + (to - begin) / pieces
    const earliest = Math.max(begin + 1, to - MOST_TOKENS * (pieces - 1))
    const latest = Math.min(begin + MOST_TOKENS, to - 1)
    let best = latest
    let least = Number.POSITIVE_INFINITY
    for (let cut = earliest; cut <= latest; cut++) {
      const cost = Math.abs(cut - even) + penalty(text, starts[cut]!, ends[cut - 1]!, isRow)
      if (cost < least) {
        least = cost
        best = cut
      }
    }
    cuts.push(best)
    begin = best
  }
  return cuts
}

/** The row of a table is cut before a cell, not between what names it and what it holds. */
function penalty(text: string, start: number, endBefore: number, isRow: boolean): number {
  if (start < endBefore) return INSIDE_CHARACTER
  if (isRow && /^\s?\|/.test(text.slice(start, start + 2))) return CLAUSE
  const gap = /\s/.test(text[start] ?? '') || /\s/.test(text[endBefore - 1] ?? '')
  const before =
    text
      .slice(Math.max(0, endBefore - 3), endBefore)
      .trimEnd()
      .at(-1) ?? ''
  if (!isRow && (/[；。：]/.test(before) || (gap && /[;:.!?]/.test(before)))) return CLAUSE
  if (/[，、،]/.test(before) || (gap && /[,–—)\]]/.test(before))) return PHRASE
  return gap ? WORD : LETTER
}

function skipSpace(text: string, at: number): number {
  let start = at
  while (start < text.length && /\s/.test(text[start]!)) start++
  return start
}

function trimSpace(text: string, at: number): number {
  let end = at
  while (end > 0 && /\s/.test(text[end - 1]!)) end--
  return end
}

/** The page of a character; for a sentence's first, the same as the sentence's own. */
function pageAt({ pages }: Pick<SourceDocument, 'pages'>, position: number): number {
  let low = 0
  let high = pages.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (pages[middle]!.start <= position) low = middle
    else high = middle - 1
  }
  // Pages without text stand where the page before them ends.
  while (low > 0 && pages[low]!.start === pages[low]!.end) low--
  return pages[low]?.number ?? 1
}
