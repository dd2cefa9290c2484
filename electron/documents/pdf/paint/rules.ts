import type { Rect } from './geometry'
import type { Rule } from './ink'

/** Bars thicker than this, in points, are boxes. */
const THICKEST = 4
/** As thick as long, it is a dot. */
const SHAPE = 3

/** A filled rectangle that is as thin as a line, as one. */
export function rulesOf([left, bottom, right, top]: Rect): Rule[] {
  const [wide, high] = [right - left, top - bottom]
  const thick = Math.min(wide, high)
  if (thick > THICKEST || Math.max(wide, high) < SHAPE * thick) return []
  const [x, y] = [(left + right) / 2, (bottom + top) / 2]
  return wide >= high ? [{ from: [left, y], to: [right, y], thick }] : [{ from: [x, bottom], to: [x, top], thick }]
}
