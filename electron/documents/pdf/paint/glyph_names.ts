import glyphs from 'aglfn'
import { textOfTexName } from './tex_signs'

const KNOWN = new Map(
  glyphs.map(({ glyphName: name, unicodeValue }) => [name, String.fromCodePoint(Number.parseInt(unicodeValue, 16))]),
)

/** Kinds of figures and letters of expert fonts, whose names say it without a point: "oneoldstyle", "Asmall". */
const EXPERT = /^(.+?)(oldstyle|small|superior|inferior|fitted|numerator|denominator)$/

const FIGURES = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
const RAISED = /^(?:\.(?:sups?|superior|numr)|superior|numerator)$/
const LOWERED = /^(?:\.(?:subs?|sinf|inferior|dnom)|inferior|denominator)$/

/** A figure that is raised or lowered by its drawing, as its name says: whatever else the file says, "10⁶" is no "106". */
export function setFigureOf(name: string | undefined): { text: string; plain: string } | undefined {
  const [, base, kind] = /^([a-z]+?)(\.\w+|superior|inferior|numerator|denominator)$/.exec(name ?? '') ?? []
  const figure = base === undefined ? -1 : FIGURES.indexOf(base)
  if (figure < 0) return undefined
  const text = RAISED.test(kind!) ? '⁰¹²³⁴⁵⁶⁷⁸⁹'[figure] : LOWERED.test(kind!) ? '₀₁₂₃₄₅₆₇₈₉'[figure] : undefined
  return text === undefined ? undefined : { text, plain: String(figure) }
}

/** Letters that are drawn as one, by names that are none of Adobe's, as they stand before a point: "ffi.alt". */
const JOINED = /^(?:ff[bhijklt]?|f[bhjkt]|t[ft]|[cs]t|ck|ch|Th|ti|tti)$/

/** What a glyph's name says that it draws, by Adobe's rules for names; undefined if it says nothing. */
export function textOfGlyphName(name: string | undefined): string | undefined {
  if (name === undefined || name === '' || name === '.notdef') return undefined
  // What follows the first point is the kind of the same letter: "one.oldstyle", "a.sc".
  const parts = name.split('.', 1)[0]!.split('_').map(textOfPart)
  return parts.every((part) => part !== undefined) && parts.length > 0 ? parts.join('') : undefined
}

function textOfPart(name: string): string | undefined {
  const known = KNOWN.get(name) ?? textOfTexName(name)
  if (known !== undefined) return known
  const code = /^uni((?:[0-9A-F]{4})+)$/.exec(name)?.[1] ?? /^u([0-9A-F]{4,6})$/.exec(name)?.[1]
  if (code !== undefined) return textOfCodes(name.startsWith('uni') ? (code.match(/.{4}/g) ?? []) : [code])
  if (JOINED.test(name)) return name
  const [, base, kind] = EXPERT.exec(name) ?? []
  const letter = base === undefined ? undefined : (KNOWN.get(base) ?? (base.length === 1 ? base : undefined))
  return kind === 'small' ? letter?.toLowerCase() : letter
}

function textOfCodes(codes: readonly string[]): string | undefined {
  const values = codes.map((code) => Number.parseInt(code, 16))
  const valid = values.every((value) => value > 0x1f && value < 0x110000 && !(value >= 0xd800 && value < 0xe000))
  return valid ? String.fromCodePoint(...values) : undefined
}
