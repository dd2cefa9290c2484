import type { Typed } from '../paint/typed'

/**
 * TrueType fonts that were made for Windows and Macintosh begin with the same glyphs: a blank is the third, and the others
 * follow as in ASCII, then as in the Macintosh's codes. Where a file gives numbers of glyphs alone, these say what is
 * drawn, if it makes words.
 */
const BLANK = 3
const LAST_OF_ASCII = 97
const LAST = 225
const SHIFT = 0x20 - BLANK
const MACINTOSH = [
  ...new TextDecoder('macintosh').decode(Uint8Array.from({ length: LAST - LAST_OF_ASCII }, (_, i) => 0x80 + i)),
]
const meaningOf = (number: number): string =>
  number > LAST_OF_ASCII ? MACINTOSH[number - LAST_OF_ASCII - 1]! : String.fromCharCode(number + SHIFT)

/** Letters that tell words from anything else. */
const FEWEST = 5
const MOST_LETTERS = 0.7
const VOWELS = { fewest: 0.22, most: 0.6 }
const LONGEST_WORD = 11

/** What a font's glyphs say by their usual order; undefined where that makes no words. `typed`: in the order of drawing. */
export function byGlyphOrder(typed: readonly Typed[]): Map<string, string> | undefined {
  const meanings = new Map<string, string>()
  let text = ''
  for (const { glyph } of typed) {
    const number = glyph.text.codePointAt(0)!
    const isOne = number >= BLANK && number <= LAST
    if (!isOne && number !== NOTHING) return undefined
    const meaning = isOne ? meaningOf(number) : ''
    meanings.set(glyph.text, meaning)
    text += meaning
  }
  return areWords(text) ? meanings : undefined
}

/** How pdf.js tells of a glyph that is none. */
const NOTHING = 0xffff

function areWords(text: string): boolean {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '')
  const letters = plain.match(/[A-Za-z]/g) ?? []
  const vowels = plain.match(/[AEIOUYaeiouy]/g) ?? []
  const drawn = text.replace(/\s/g, '')
  const words = text.split(/\s+/).filter((word) => word !== '')
  if (letters.length < FEWEST || letters.length < MOST_LETTERS * drawn.length) return false
  if (words.every((word) => /^[("']?\p{Lu}?\p{Ll}+[.,:;)"']*$/u.test(word))) return true
  const share = vowels.length / letters.length
  const areShort = drawn.length <= LONGEST_WORD * words.length && text.includes(' ')
  return letters.length > 4 * FEWEST && areShort && share > VOWELS.fewest && share < VOWELS.most
}
