import { stepAlong, stepUp, type Typed } from './typed'

/** So near to each other, in type sizes and parts of its width, a letter was drawn twice: the next stands further on. */
const NEAR = 0.12
const PART = 0.5

/** Some writers make bold type by drawing each letter again, a hair apart, before the next one. */
export function dropDoubles(typed: readonly Typed[]): void {
  let last: Typed | undefined
  for (const one of typed) {
    if (one.glyph.isSpace) continue
    if (last && isDouble(last, one)) one.glyph.text = ''
    else last = one
  }
}

function isDouble(last: Typed, one: Typed): boolean {
  const { show, glyph, sight } = last
  if (glyph.text !== one.glyph.text || sight !== one.sight || Math.abs(show.size - one.show.size) > 0.05 * show.size)
    return false
  const near = Math.min(NEAR * show.size, PART * glyph.advance)
  return Math.abs(stepAlong(last, one)) < near && Math.abs(stepUp(last, one)) < near
}
