import { isRightToLeft } from '../../../shared/document/characters'
import { symbolTableOf } from '../../symbol_fonts'
import { setFigureOf, textOfGlyphName } from './glyph_names'
import { textOfTexCode } from './tex_signs'

interface SignFont {
  name: string
  names: Record<number, string>
  /** Names of the encoding that the file's own names stand in, where that is one of letters. */
  encoding?: Record<number, string>
  /** What the file says that codes stand for isn't what it draws. */
  isBelied?: boolean
}

/** Codes that say nothing about what is drawn: control characters, private and unassigned ones. */
const MEANINGLESS = /^[\p{Cc}\p{Co}\p{Cn}\ufffd]*$/u
const PRIVATE_BULLET = /[\uf0b7\uf0a7\uf0d8\uf076\uf06e\uf06c]/

/**
 * What a glyph stands for. Fonts of symbols name private codes, or none: what they draw is told by the font's own table,
 * then by the glyph's name. Otherwise what the file says is taken, save that a hyphen that is drawn is one, whatever
 * its code says of where words may be parted.
 */
export function textOfGlyph(
  { originalCharCode: code, unicode }: { originalCharCode: number; unicode: string },
  font: SignFont,
): string {
  const table = symbolTableOf(font.name)
  const name = font.names[code]
  const isPrivate = /^[\uf000-\uf0ff]$/.test(unicode)
  // pdf.js takes the code for the character where it knows nothing of it.
  const isCode = unicode === String.fromCharCode(code)
  if (table && (isPrivate || (name === undefined && isCode))) {
    return signOf(table, isPrivate ? unicode.charCodeAt(0) & 0xff : code & 0xff)
  }
  const figure = setFigureOf(name)
  if (figure && (isCode || MEANINGLESS.test(unicode) || unicode === figure.plain)) return figure.text
  const named = textOfGlyphName(name)
  const drawn = font.isBelied ? (named ?? textOfGlyphName(font.encoding?.[code])) : undefined
  if (drawn !== undefined) return drawn
  if (MEANINGLESS.test(unicode)) {
    return (
      named ??
      textOfTexCode(font.name, code) ??
      MARKS_OF_LAW.get(unicode) ??
      textOfExpert(unicode) ??
      (/\p{Co}/u.test(unicode) ? undefined : textOfGlyphName(font.encoding?.[code])) ??
      (DRAWN.test(name ?? '') && /^\p{Cc}$/u.test(unicode) ? UNKNOWN : undefined) ??
      bulletOr(unicode)
    )
  }
  if (isCode && !(name === undefined || name.length === 1)) {
    const unknown = UNKNOWN_WORD.test(name) && /^[!-~]$/.test(unicode) ? '\ufffd' : unicode
    return named ?? textOfTexCode(font.name, code) ?? unknown
  }
  if (isCode) return textOfTexCode(font.name, code) ?? unicode
  if (unicode === '\u00ad') return '-'
  // Several letters come in the order of reading; the line they stand in is still in that of drawing.
  return unicode.length > 1 && isRightToLeft(unicode) ? [...unicode].reverse().join('') : unicode
}

/** A private code that nobody uses: of a glyph whose name says nothing, and which may be blank. */
export const UNKNOWN = '\uf8d7'
/** A name of its own that a file gives a glyph, which can't be told and is drawn all the same; not what ends lines. */
const DRAWN = /^(?!space|control|null|notdef|nonmarking|tab|cr$|lf$)[a-z]+[\w.]*\d/i

/** A name that says what is drawn in words that are in no list: not a number, nor a letter's name of pdf.js's own. */
const UNKNOWN_WORD = /^(?!verticalbar$)[A-Za-z]{4,}$/

/** What a font of symbols draws; what its table lacks keeps a private code, as it is no letter. */
function signOf(table: ReadonlyMap<number, string>, code: number): string {
  return table.get(code) ?? (code === 0x20 ? ' ' : bulletOr(String.fromCharCode(0xf000 + code)))
}

/** Adobe's private codes for the same marks with and without serifs. */
const MARKS_OF_LAW = new Map(
  [...'\uf6d9\uf6da\uf6db\uf8e9\uf8e8\uf8ea'].map((code, i) => [code, '©®™©®™'[i]!] as const),
)

/** Adobe's private codes of old-style figures and small capitals are those of the same letters, further up. */
function textOfExpert(unicode: string): string | undefined {
  const code = unicode.charCodeAt(0) - 0xf700
  const isOne = unicode.length === 1 && code > 0x20 && /[\d$&?!¢\p{L}]/u.test(String.fromCharCode(code))
  return isOne && code < 0x100 ? String.fromCharCode(code).toLowerCase() : undefined
}

/** What is left over of private codes are bullets, most often. */
const bulletOr = (unicode: string): string => (PRIVATE_BULLET.test(unicode) ? '•' : unicode)
