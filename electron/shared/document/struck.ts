import type { DocumentNote } from './types'

/** Words that were struck out stand between two of these in a document's text, of which a note says so. */
export const STRUCK = '~~'

export const hasStruck = (notes: readonly DocumentNote[] = []): boolean => notes.some(({ kind }) => kind === 'struck')

interface CharacterRange {
  start: number
  end: number
}

/**
 * Characters of the struck-out words of a text, without the marks around them. Of a sentence that was cut out of its
 * text one mark may stand outside: what is struck out then reaches to the sentence's end, or from its beginning.
 */
export function struckRanges(text: string): CharacterRange[] {
  const marks = [...text.matchAll(/(?<!~)~~(?!~)/g)].map(({ index }) => index)
  if (marks.length % 2 === 1) {
    if (beginsInside(text, marks)) marks.unshift(-STRUCK.length)
    else marks.push(text.length)
  }
  const ranges: CharacterRange[] = []
  for (let i = 0; i < marks.length; i += 2) ranges.push({ start: marks[i]! + STRUCK.length, end: marks[i + 1]! })
  return ranges
}

/** Whether the first of the marks ends what began before the text. */
function beginsInside(text: string, marks: readonly number[]): boolean {
  const first = marks[0]!
  if (!opens(text, first)) return true
  return closes(text, marks.at(-1)!) && closes(text, first)
}

/** Marks touch the words that they are about: as in Markdown, by the signs on their two sides. */
const opens = (text: string, at: number): boolean => touches(text[at + STRUCK.length], text[at - 1])
const closes = (text: string, at: number): boolean => touches(text[at - 1], text[at + STRUCK.length])

const isSpace = (sign: string | undefined): boolean => sign === undefined || /\s/.test(sign)
const isSign = (sign: string | undefined): boolean => sign !== undefined && /[\p{P}\p{S}]/u.test(sign)

const touches = (inside: string | undefined, outside: string | undefined): boolean =>
  !isSpace(inside) && (!isSign(inside) || isSpace(outside) || isSign(outside))

/** A stretch of a text: struck out, or one of the marks around that, or neither. */
export interface StruckPiece {
  start: number
  end: number
  look?: 'struck' | 'mark'
}

/** All of a text in pieces, as it is drawn: marks are not seen, what is between them is struck through. */
export function struckPieces(text: string): StruckPiece[] {
  const pieces: StruckPiece[] = []
  let at = 0
  const upTo = (end: number, look?: StruckPiece['look']) => {
    const last = Math.min(end, text.length)
    if (last > at) pieces.push({ start: at, end: last, ...(look && { look }) })
    at = Math.max(at, last)
  }
  for (const { start, end } of struckRanges(text)) {
    upTo(start - STRUCK.length)
    upTo(start, 'mark')
    upTo(end, 'struck')
    upTo(end + STRUCK.length, 'mark')
  }
  upTo(text.length)
  return pieces
}

/** Characters [start, end) of a text, with the marks of what is struck out at its two ends. */
export function sliceWithMarks(text: string, start: number, end: number): string {
  const ranges = struckRanges(text)
  const holds = (at: number) => ranges.some((range) => range.start <= at && at < range.end)
  return `${holds(start) ? STRUCK : ''}${text.slice(start, end)}${holds(end - 1) ? STRUCK : ''}`
}
