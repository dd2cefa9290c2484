import type { FontFacts } from '../paint/fonts'
import type { Typed } from '../paint/typed'

/** So many letters and figures on which a font's file and its table agree show that the file's names are true ones. */
const FEWEST_ALIKE = 8
/** Of letters of European languages, in small ones, these are more than half. */
const COMMON = /[etaoinsr]/g
const LEAST_COMMON = 0.45
/** By so much the file's letters must be more like words than the table's, and so many must there be. */
const MORE = 0.15
const FEWEST_LETTERS = 15

/**
 * Glyphs of a font whose table of characters says others than the names that its own file has for them: where most agree,
 * the others are what is drawn, and where none do, if they make words and the table doesn't. Says whether it was so.
 */
export function readByOwnNames({ own }: FontFacts, typed: readonly Typed[]): boolean {
  if (own.size === 0) return false
  const used = new Set(typed.map(({ glyph }) => glyph.text))
  const pairs = [...used].flatMap((said) => {
    const drawn = own.get(said)
    return drawn !== undefined && isLetter(said) && isLetter(drawn) ? [[said, drawn] as const] : []
  })
  const others = pairs.filter(([said, drawn]) => said.toLowerCase() !== drawn.toLowerCase()).length
  const alike = pairs.length - others
  if (others === 0) return false
  if (!(alike >= FEWEST_ALIKE && others * 2 <= alike) && !areWords(typed, own)) return false
  for (const { glyph } of typed) {
    glyph.text = own.get(glyph.text) ?? glyph.text
    glyph.isSpace = /^\s+$/.test(glyph.text)
  }
  return true
}

const isLetter = (text: string): boolean => /^[A-Za-z0-9]$/.test(text)

function areWords(typed: readonly Typed[], own: ReadonlyMap<string, string>): boolean {
  const said = typed.map(({ glyph }) => glyph.text).join('')
  const drawn = typed.map(({ glyph }) => own.get(glyph.text) ?? glyph.text).join('')
  const [a, b] = [commonIn(said), commonIn(drawn)]
  return b >= LEAST_COMMON && b - a >= MORE
}

function commonIn(text: string): number {
  const letters = text.toLowerCase().match(/[a-z]/g) ?? []
  return letters.length < FEWEST_LETTERS ? 0 : (letters.join('').match(COMMON) ?? []).length / letters.length
}
