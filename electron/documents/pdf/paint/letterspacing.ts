import { hasLetter } from '../../../shared/document/characters'
import { gapBetween, onOneLine, type Typed } from './typed'

/** Gaps between two letters, in type sizes: as wide as this, they are none of kerning; the widest part words. */
const NARROWEST = 0.102
const WIDEST = 1.6
/** Letters are spaced by this at most: what stands further apart are columns. */
const MOST_TRACKING = 0.6
/** So many letters that all stand apart are letterspaced; fewer only if the file says so. */
const FEWEST = 5
/** Signs of formulas: their letters stand apart for another reason. */
const OPERATOR = /[=+−×÷<>≤≥≈*/|-]/

/**
 * Letterspaced words have gaps between all their letters. What is common to these is taken for spacing, so that only
 * wider gaps part words. The file's own character spacing isn't enough to tell: some files take it back between letters
 * and leave it between words.
 */
export function settleLetterspacing(typed: readonly Typed[]): void {
  for (let start = 0; start < typed.length; ) {
    let end = start + 1
    while (end < typed.length && standsOff(typed[end - 1]!, typed[end]!)) end++
    let last = end
    while (last > start && typed[last - 1]!.glyph.isSpace) last--
    settle(typed.slice(start, last), typed[start - 1], typed[last])
    start = end
  }
}

function standsOff(a: Typed, b: Typed): boolean {
  if (!onOneLine(a, b)) return false
  const gap = gapBetween(a, b) / a.show.size
  // Blanks between letterspaced words are spaced, too, whether by the file's own spacing or letter by letter.
  if (a.glyph.isSpace || b.glyph.isSpace) return a.glyph.given > 0 || (gap > NARROWEST && gap <= MOST_TRACKING)
  return gap > NARROWEST && gap <= WIDEST
}

function settle(stretch: readonly Typed[], before: Typed | undefined, after: Typed | undefined): void {
  const letters = stretch.filter(({ glyph }) => !glyph.isSpace)
  const words = letters.filter(({ glyph }) => hasLetter(glyph.text))
  if (words.length * 2 < letters.length || letters.some(({ glyph }) => OPERATOR.test(glyph.text))) return
  const gaps = stretch.slice(1).flatMap((one, i) => {
    const last = stretch[i]!
    return one.glyph.isSpace || last.glyph.isSpace ? [] : [gapBetween(last, one)]
  })
  if (gaps.length === 0) return
  const tracking = letters.length < FEWEST ? givenTracking(stretch, gaps, before, after) : commonTracking(gaps)
  if (tracking === undefined || tracking > MOST_TRACKING * letters[0]!.show.size) return
  for (const { glyph } of stretch) glyph.spacing = tracking
}

function commonTracking(gaps: readonly number[]): number | undefined {
  const least = Math.min(...gaps)
  const common = gaps.filter((gap) => gap < 1.5 * least).sort((a, b) => a - b)
  return common.length * 2 < gaps.length ? undefined : common[Math.floor(common.length / 2)]
}

/** What the file puts behind each letter, if nothing takes it back anywhere in the same operator. */
function givenTracking(stretch: readonly Typed[], gaps: readonly number[], before?: Typed, after?: Typed) {
  const { show, glyph } = stretch[0]!
  const isWhole = before?.show !== show && after?.show !== stretch.at(-1)!.show
  const isEven = gaps.every((gap) => Math.abs(gap - glyph.given) < 0.05 * show.size)
  return isWhole && isEven ? glyph.given : undefined
}
