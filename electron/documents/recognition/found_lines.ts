import type { Block, Line, Word } from 'tesseract.js'
import { saneText } from '../../shared/document/characters'

/** A word that was recognized; pixels of the picture as it was read, from its top left corner. */
export interface FoundWord {
  text: string
  /** 0..100 */
  confidence: number
  left: number
  right: number
}

/** A line of them, from left to right or as they are read. */
export interface FoundLine {
  words: FoundWord[]
  /** Where its letters stand on, and how far they reach above and below that. */
  base: number
  top: number
  bottom: number
}

/** Specks, rules and pictures are taken for words, but not with such certainty. */
const SUREST_SPECK = 65
const LEAST_SURE_WORD = 15
const LEAST_SURE_LINE = 40

/** What was read, line by line, without what is no text. */
export function foundLines(blocks: readonly Block[]): FoundLine[] {
  return blocks
    .flatMap(({ paragraphs }) => paragraphs.flatMap(({ lines }) => lines))
    .map(foundLine)
    .filter((line) => line.words.length > 0 && sureness(line.words) >= LEAST_SURE_LINE)
}

function foundLine(line: Line): FoundLine {
  const { y0, y1 } = line.bbox
  const { baseline, rowAttributes: row } = line
  const base = (baseline.y0 + baseline.y1) / 2
  // as tesseract.js tells it: of lines without a "p", too
  const fall = Math.abs(row.descenders)
  const rise = row.rowHeight - fall
  // Tesseract guesses both of lines that hold too few letters to tell
  const isSane = rise > 0 && fall >= 0 && rise + fall < 2.5 * (y1 - y0) && base > y0 - 1 && base < y1 + rise
  return {
    words: line.words.map(foundWord).filter(isText),
    base,
    top: isSane ? base - rise : y0,
    bottom: isSane ? base + fall : y1,
  }
}

const foundWord = ({ text, confidence, bbox }: Word): FoundWord => ({
  text: saneText(text).replace(/\s+/g, ''),
  confidence: Math.round(Math.min(100, Math.max(0, confidence))),
  left: bbox.x0,
  right: bbox.x1,
})

const isText = ({ text, confidence, left, right }: FoundWord): boolean =>
  text !== '' && right > left && confidence >= (/[\p{L}\p{N}]/u.test(text) ? LEAST_SURE_WORD : SUREST_SPECK)

/** The mean confidence, by letters. */
export function sureness(words: readonly FoundWord[]): number {
  const letters = words.reduce((sum, { text }) => sum + text.length, 0)
  return letters === 0 ? 0 : words.reduce((sum, { text, confidence }) => sum + confidence * text.length, 0) / letters
}
