import { boundsOf, type Point, type Rect } from './geometry'
import type { Rule } from './ink'
import type { Region } from './regions'

/** Bars thicker than this, in points, are boxes. */
export const THICKEST = 4
/** As thick as long, it is a dot. */
const SHAPE = 3

/** A line before it is known when it is painted. */
export type Stroke = Omit<Rule, 'order'>

/** A filled rectangle that is as thin as a line, as one. */
export function rulesOf([left, bottom, right, top]: Rect): Stroke[] {
  const [wide, high] = [right - left, top - bottom]
  const thick = Math.min(wide, high)
  if (thick > THICKEST || Math.max(wide, high) < SHAPE * thick) return []
  const [x, y] = [(left + right) / 2, (bottom + top) / 2]
  return wide >= high ? [{ from: [left, y], to: [right, y], thick }] : [{ from: [x, bottom], to: [x, top], thick }]
}

/** A thin box that is turned, as a line between the middles of its short sides. */
export function slantedRule(corners: readonly Point[]): Stroke[] {
  if (corners.length !== 4) return []
  const [a, b, c, d] = corners as [Point, Point, Point, Point]
  const [one, other] = [distance(a, b), distance(b, c)]
  const thick = Math.min(one, other)
  if (thick > THICKEST || Math.max(one, other) < SHAPE * thick) return []
  return one < other
    ? [{ from: middle(a, b), to: middle(c, d), thick }]
    : [{ from: middle(b, c), to: middle(d, a), thick }]
}

/** What a stroke along these points looks like from afar: the border of a box as thin as a line is one line, too. */
export function strokedRule(points: readonly Point[], thick: number): Stroke[] {
  const corners = points.length === 5 && distance(points[0]!, points[4]!) < 0.05 ? points.slice(0, 4) : points
  const box = slantedRule(corners)
  return box.length > 0 ? box : wavyRule(points, thick)
}

/** Points by which a line drawn by hand leaves the straight one, at most, and the share of its length. */
const WAVE = 2.5
const LEAN = 0.12

/** A line that is nearly straight, of many sides or curves, as one that runs along its middle. */
function wavyRule(points: readonly Point[], thick: number): Stroke[] {
  const [from, to] = [points[0]!, points.at(-1)!]
  if (points.length === 2) return [{ from, to, thick }]
  const length = distance(from, to)
  if (length < 4) return []
  const [x, y] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length]
  const offs = points.map((point) => (point[1] - from[1]) * x - (point[0] - from[0]) * y)
  const [least, most] = [Math.min(...offs), Math.max(...offs)]
  if (most - least > Math.min(WAVE, LEAN * length)) return []
  const off = (least + most) / 2
  const shift = ([u, v]: Point): Point => [u - y * off, v + x * off]
  return [{ from: shift(from), to: shift(to), thick }]
}

const distance = ([x, y]: Point, [u, v]: Point): number => Math.hypot(u - x, v - y)
const middle = ([x, y]: Point, [u, v]: Point): Point => [(x + u) / 2, (y + v) / 2]

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
