import { MAPS_TO, NEGATION } from './tex_signs'
import { stepAlong, stepUp, type Typed } from './typed'

/** Accents that fonts have as characters of their own, and the marks that they make of a letter. */
export const MARKS: Record<string, string> = {
  '`': '\u0300',
  '´': '\u0301',
  ˆ: '\u0302',
  '˜': '\u0303',
  '¯': '\u0304',
  '˘': '\u0306',
  '˙': '\u0307',
  '¨': '\u0308',
  '˚': '\u030a',
  '˝': '\u030b',
  ˇ: '\u030c',
  '¸': '\u0327',
  '˛': '\u0328',
}
/** How far, in type sizes, an accent's middle may lie from that of its letter: along the line, and across it. */
const ASIDE = 0.25
const ABOVE = 0.8
/** How far apart parts of one sign may begin. */
const SAME_PLACE = 0.15

/** Puts accents that are drawn over a letter, before or after it, into the letter. */
export function settleAccents(typed: readonly Typed[]): void {
  for (const [i, one] of typed.entries()) {
    if (one.glyph.text === NEGATION || one.glyph.text === MAPS_TO) settlePart(one, typed[i + 1])
    const mark = MARKS[one.glyph.text]
    if (mark === undefined) continue
    const letter = [typed[i - 1], typed[i + 1]].find((other) => other !== undefined && liesOver(one, other, mark))
    if (!letter) continue
    letter.glyph.text = withMark(letter.glyph.text, mark)!
    one.glyph.text = ''
  }
}

/** What TeX draws of a sign before the rest of it, at the same place: the stroke of "≠", the foot of "↦". */
function settlePart(part: Typed, rest: Typed | undefined): void {
  const { text } = part.glyph
  if (!rest || Math.abs(stepAlong(part, rest)) > SAME_PLACE * rest.show.size) return
  const whole = text === MAPS_TO ? (rest.glyph.text === '→' ? MAPS_TO : '') : `${rest.glyph.text}${text}`.normalize()
  if ([...whole].length !== 1) return
  rest.glyph.text = whole
  part.glyph.text = ''
}

function liesOver(accent: Typed, letter: Typed, mark: string): boolean {
  if (withMark(letter.glyph.text, mark) === undefined) return false
  const aside = stepAlong(letter, accent) + accent.glyph.advance / 2 - letter.glyph.advance / 2
  const { size } = letter.show
  return Math.abs(aside) < ASIDE * size && Math.abs(stepUp(letter, accent)) < ABOVE * size
}

/** The letter with its accent; undefined where there is no such character. */
export function withMark(letter: string, mark: string): string | undefined {
  const composed = `${letter === 'ı' ? 'i' : letter}${mark}`.normalize('NFC')
  return /^\p{L}$/u.test(letter) && [...composed].length === 1 ? composed : undefined
}
