import { hasLetter } from '../../../shared/document/characters'
import { gapBetween, onOneLine, type Typed } from './typed'

/** Gaps between two letters, in type sizes: as wide as this, they are none of kerning; the widest part words. */
const NARROWEST = 0.102
const WIDEST = 1.6
/** Letters are spaced by this at most: what stands further apart are columns. */
const MOST_TRACKING = 0.6
const FEWEST_GLYPHS = 5

/**
 * Letterspaced words that are drawn letter by letter have gaps between all their letters. What is common to these is
 * taken for spacing, so that only wider gaps part words.
 */
export function settleLetterspacing(typed: readonly Typed[]): void {
  for (let start = 0; start < typed.length; ) {
    let end = start + 1
    while (end < typed.length && standsOff(typed[end - 1]!, typed[end]!)) end++
    if (end - start >= FEWEST_GLYPHS) settle(typed.slice(start, end))
    start = end
  }
}

function standsOff(a: Typed, b: Typed): boolean {
  if (a.glyph.isSpace || b.glyph.isSpace || !onOneLine(a, b)) return false
  const gap = gapBetween(a, b) / a.show.size
  return gap > NARROWEST && gap <= WIDEST
}

function settle(letters: readonly Typed[]): void {
  if (letters.filter(({ glyph }) => hasLetter(glyph.text)).length * 2 < letters.length) return
  const gaps = letters.slice(1).map((letter, i) => gapBetween(letters[i]!, letter))
  const least = Math.min(...gaps)
  const common = gaps.filter((gap) => gap < 1.5 * least).sort((a, b) => a - b)
  const tracking = common[Math.floor(common.length / 2)]!
  if (tracking > MOST_TRACKING * letters[0]!.show.size || common.length * 2 < gaps.length) return
  for (const { glyph } of letters) glyph.spacing += tracking
}
