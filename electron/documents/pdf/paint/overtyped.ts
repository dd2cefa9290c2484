import { onOneLine, stepAlong, stepUp, type Typed } from './typed'

/** Strokes through a letter that are characters of their own. */
const OVERLAY = /[\u0335\u0336]/g
const DASH = /^[-\u2010-\u2015\u2212\u2500\u2501]$/
/** What typists strike words out with, several of one kind. */
const TYPED = /^[xX/=#]$/
/** Fewer letters with a dash through them are signs: a barred h, a pound. */
const FEWEST = 2
/** Type sizes that dashes are long at least: hyphens are shorter. */
const SHORTEST = 0.6
/** Type sizes by which the lines of dashes and letters may differ. */
const OFF_LINE = 0.3

/** Marks what is struck out by characters: by such as lie over the letter before them, by dashes typed over words. */
export function markOvertyped(typed: readonly Typed[]): void {
  let letter: Typed | undefined
  for (const one of typed) {
    const { glyph } = one
    const rest = glyph.text.replace(OVERLAY, '')
    if (rest !== glyph.text) {
      const struck = rest === '' ? letter : one
      if (struck) struck.struck = true
      glyph.text = rest
    }
    if (rest !== '' && !glyph.isSpace) letter = one
  }
  for (const dashes of dashesIn(typed)) strike(dashes, typed)
}

/** Rows of dashes, or of one sign again and again, as they were drawn. */
function dashesIn(typed: readonly Typed[]): Typed[][] {
  const rows: Typed[][] = []
  let last: Typed | undefined
  for (const one of typed) {
    const isDash = (DASH.test(one.glyph.text) || TYPED.test(one.glyph.text)) && one.sight === 'seen'
    if (isDash && last && goesOn(last, one)) rows.at(-1)!.push(one)
    else if (isDash) rows.push([one])
    last = isDash ? one : undefined
  }
  return rows.filter(([first, second]) => second !== undefined || DASH.test(first!.glyph.text))
}

function goesOn(last: Typed, one: Typed): boolean {
  const [before, text] = [last.glyph.text, one.glyph.text]
  return onOneLine(last, one) && (DASH.test(text) ? DASH.test(before) : text === before)
}

function strike(dashes: readonly Typed[], typed: readonly Typed[]): void {
  const [first, last] = [dashes[0]!, dashes.at(-1)!]
  const end = stepAlong(first, last) + last.glyph.advance
  if (end < SHORTEST * first.show.size) return
  const under = typed.filter((one) => {
    if (
      one.sight !== 'seen' ||
      one.glyph.text === first.glyph.text ||
      !/[\p{L}\p{N}]/u.test(one.glyph.text) ||
      Math.abs(stepUp(first, one)) > OFF_LINE * first.show.size
    )
      return false
    const middle = stepAlong(first, one) + one.glyph.advance / 2
    return middle > 0 && middle < end
  })
  if (under.length < FEWEST || under.reduce((sum, { glyph }) => sum + glyph.advance, 0) < end / 2) return
  for (const one of under) one.struck = true
  for (const one of dashes) one.glyph.text = ''
}
