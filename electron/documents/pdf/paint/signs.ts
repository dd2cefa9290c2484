import { isRightToLeft } from '../../../shared/document/characters'
import { textOfGlyphName } from './glyph_names'
import { symbolTableOf } from './symbol_fonts'

interface SignFont {
  name: string
  names: Record<number, string>
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
  const isPrivate = /^[\uf000-\uf0ff]$/.test(unicode)
  const isUnnamed = font.names[code] === undefined && unicode === String.fromCharCode(code)
  if (table && (isPrivate || isUnnamed)) {
    return (
      table.get(isPrivate ? unicode.charCodeAt(0) & 0xff : code & 0xff) ?? (isPrivate ? bulletOr(unicode) : unicode)
    )
  }
  if (MEANINGLESS.test(unicode)) return textOfGlyphName(font.names[code]) ?? textOfExpert(unicode) ?? bulletOr(unicode)
  // pdf.js knows no names with a suffix ("one.oldstyle"), and takes the code for the character.
  const name = font.names[code]
  if (name?.includes('.') && unicode === String.fromCharCode(code)) return textOfGlyphName(name) ?? unicode
  if (unicode === '\u00ad') return '-'
  // Several letters come in the order of reading; the line they stand in is still in that of drawing.
  return unicode.length > 1 && isRightToLeft(unicode) ? [...unicode].reverse().join('') : unicode
}

/** Adobe's private codes of old-style figures and small capitals are those of the same letters, further up. */
function textOfExpert(unicode: string): string | undefined {
  const code = unicode.charCodeAt(0) - 0xf700
  const isOne = unicode.length === 1 && code > 0x20 && /[\d$&?!¢\p{L}]/u.test(String.fromCharCode(code))
  return isOne && code < 0x100 ? String.fromCharCode(code).toLowerCase() : undefined
}

/** What is left over of private codes are bullets, most often. */
const bulletOr = (unicode: string): string => (PRIVATE_BULLET.test(unicode) ? '•' : unicode)
