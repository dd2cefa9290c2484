import { grouped } from '../../grouped'
import type { FontFacts } from '../paint/fonts'
import { UNKNOWN } from '../paint/signs'
import { stepAlong, stepUp, type Typed } from '../paint/typed'
import { byGlyphOrder } from './glyph_order'
import { readByOwnNames } from './own_names'
import type { PageNote } from './page_notes'

/** Control characters, private codes, codes without a character, and the mark for what could not be decoded. */
const MEANINGLESS = /^[\p{Cc}\p{Co}\p{Cn}\ufffd\s]*$/u
/** A page with fewer of them may have them from a logo. */
const FEWEST = 20
/** A font with fewer of them may have a few signs that it doesn't name. */
const FEWEST_OF_FONT = 4

/** Numbers of glyphs that are taken for characters make few words in small letters, or in scripts without capitals. */
const FEWEST_SMALL = 0.4

/**
 * Fonts without a table of Unicode values give codes of their own in place of letters, and what of them happens to be
 * letters is not what is drawn. What is set in such fonts can't be read: it is left out and told of; if it is most of
 * the page, so is the page.
 */
export function garbledFonts(typed: Typed[]): {
  typed: Typed[]
  garbled: boolean
  notes: PageNote[]
} {
  const own = [
    ...grouped(
      typed.filter(({ isSaid }) => !isSaid),
      ({ show }) => show.font,
    ),
  ]
  const belied = own.filter(([font, all]) => font.isBelied || readByOwnNames(font, all)).map(([font]) => font)
  const fonts = new Map<FontFacts, Count>()
  for (const { show, glyph, isSaid } of typed) {
    if (isSaid) continue
    const count = fonts.get(show.font) ?? { all: 0, meaningless: 0, letters: 0, small: 0, blanks: 0 }
    fonts.set(show.font, count)
    if (glyph.text === ' ') count.blanks++
    if (glyph.isSpace) continue
    count.all++
    if (MEANINGLESS.test(glyph.text)) count.meaningless++
    else if (/[\p{L}\p{N}]/u.test(glyph.text)) count.letters++
    if (/[\p{Ll}\p{Lo}]/u.test(glyph.text)) count.small++
  }
  const ordered: PageNote[] = belied.map(beliedNote)
  for (const [font, count] of fonts) {
    if ((font.onlyNumbers || saysNumbers(font)) && !hasWords(count)) {
      if (readByOrder(typed.filter((one) => one.show.font === font && !one.isSaid))) {
        ordered.push(orderNote(font))
        count.meaningless = 0
        count.letters = count.all
      } else count.meaningless = count.all
    }
    if (saysOne(font)) count.meaningless = count.all = count.all + count.blanks
  }
  const counts = [...fonts.values()]
  const meaningless = counts.reduce((sum, count) => sum + count.meaningless, 0)
  const all = typed.filter(({ glyph }) => !glyph.isSpace).length
  if (meaningless >= FEWEST && meaningless * 2 > all) return { typed: [], garbled: true, notes: [] }
  // A font of signs names some of them: these are what they say.
  const bad = [...fonts].filter(
    ([, one]) =>
      one.meaningless >= FEWEST_OF_FONT &&
      one.meaningless * 2 > one.all &&
      (one.letters > 0 || one.meaningless === one.all),
  )
  const names = new Set(bad.map(([font]) => font))
  const rest = typed.filter(({ show, isSaid }) => isSaid || !names.has(show.font))
  const marked = [...ordered, ...markUnknown(rest)]
  if (bad.length === 0) return { typed, garbled: false, notes: marked }
  if (rest.every(({ glyph }) => glyph.isSpace)) return { typed: [], garbled: true, notes: [] }
  return {
    typed: rest,
    garbled: false,
    notes: [...bad.map(([font, { all: count }]) => noteOn(font, count)), ...marked],
  }
}

function readByOrder(typed: readonly Typed[]): boolean {
  const meanings = byGlyphOrder(typed)
  if (!meanings) return false
  for (const { glyph } of typed) {
    glyph.text = meanings.get(glyph.text)!
    glyph.isSpace = glyph.text === ' '
  }
  return true
}

function orderNote({ name }: FontFacts): PageNote {
  const text = `The font${name ? ` "${name}"` : ''} doesn't say what it draws: its letters were read by the usual order of such fonts`
  return { kind: 'signs', text: `${text}.`, ofMany: text }
}

function beliedNote({ name }: FontFacts): PageNote {
  const text = `The font${name ? ` "${name}"` : ''} says other letters than it draws: what it draws was read`
  return { kind: 'signs', text: `${text}.`, ofMany: text }
}

/** Codes of a font that stand for one thing. */
const FEWEST_CODES = 8
const MOST_ALIKE = 4

/** Its table says the same of all glyphs: one letter, or a blank. */
function saysOne(font: FontFacts): boolean {
  const { codes, texts } = font.met()
  return codes >= FEWEST_CODES && texts * MOST_ALIKE <= codes
}

/** Its table gives numbers of glyphs for characters: also such as no character has that is drawn. */
function saysNumbers(font: FontFacts): boolean {
  const { codes, own, controls } = font.met()
  return font.composite && codes >= FEWEST_CODES && own === codes && controls > 0
}

/** Single signs that nothing names; not the pieces of which brackets are built. */
const UNKNOWN_SIGN = /^(?![\uf8e5-\uf8ff])[\p{Co}\ufffd]$/u

/**
 * A sign inside a line may turn what stands beside it into something else: "5 µg" is not "5 g". What begins a line is a
 * bullet.
 */
function markUnknown(typed: Typed[]): PageNote[] {
  const counts = new Map<FontFacts, number>()
  let before: Typed | undefined
  const drawn = typed.filter(({ glyph }) => !glyph.isSpace)
  for (const [i, one] of drawn.entries()) {
    const next = drawn[i + 1]
    // At the end of a line it is as likely what ends that.
    const isEnd = one.glyph.text === UNKNOWN && !(next && followsOnLine(one, next))
    if (!one.isSaid && UNKNOWN_SIGN.test(one.glyph.text) && !isEnd && before && followsOnLine(before, one)) {
      one.glyph.text = '\ufffd'
      counts.set(one.show.font, (counts.get(one.show.font) ?? 0) + 1)
    }
    before = one
  }
  return [...counts].map(([font, count]) => noteOn(font, count))
}

const followsOnLine = (before: Typed, one: Typed): boolean =>
  Math.abs(stepUp(before, one)) < 0.3 * before.show.size &&
  stepAlong(before, one) > 0 &&
  stepAlong(before, one) < 3 * before.show.size

/** Glyphs of a font: of those that say something, letters and figures, and small letters. */
interface Count {
  all: number
  meaningless: number
  letters: number
  small: number
  blanks: number
}

/** Its codes are characters after all: small letters, or words in capitals with blanks between, for which glyphs have another number. */
const hasWords = ({ all, small, blanks, meaningless }: Count): boolean =>
  small >= FEWEST_SMALL * all || (blanks > 0 && meaningless === 0)

function noteOn({ name }: FontFacts, count: number): PageNote {
  const why = `as the font${name ? ` "${name}"` : ''} doesn't say what it draws`
  const what =
    count === 1 ? "1 character can't be told and was not read" : `${count} characters can't be told and were not read`
  return { kind: 'signs', text: `${what}, ${why}.`, ofMany: `Characters can't be told and were not read, ${why}` }
}
