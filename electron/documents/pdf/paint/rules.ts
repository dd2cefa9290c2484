import { boundsOf, type Point, type Rect } from './geometry'
import type { Rule } from './ink'
import type { Region } from './regions'

/** Bars thicker than this, in points, are boxes. */
export const THICKEST = 4
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

/** A thick line as the box that it is; `region` where that is turned. */
export function barOf({ from, to }: { from: Point; to: Point }, thick: number): { rect: Rect; region?: Region } {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1
  const [x, y] = [((from[1] - to[1]) / length) * (thick / 2), ((to[0] - from[0]) / length) * (thick / 2)]
  const corners: Point[] = [
    [from[0] + x, from[1] + y],
    [to[0] + x, to[1] + y],
    [to[0] - x, to[1] - y],
    [from[0] - x, from[1] - y],
  ]
  const rect = boundsOf(corners)
  return Math.min(Math.abs(x), Math.abs(y)) < 0.05
    ? { rect }
    : { rect, region: { outlines: [corners], evenOdd: false } }
}
