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

/** As often as this a wave crosses its middle, at least, and it is so many times as long as high, and no higher. */
const SWINGS = 4
const STRETCH = 3
const HIGHEST_WAVE = 12

/** A line that is nearly straight, of many sides or curves, or swings to and fro, as one that runs along its middle. */
function wavyRule(points: readonly Point[], thick: number): Stroke[] {
  const [from, to] = [points[0]!, points.at(-1)!]
  if (points.length === 2) return [{ from, to, thick }]
  const length = distance(from, to)
  if (length < 4) return []
  const { line, high } = alongMiddle(points, from, to)
  if (high <= Math.min(WAVE, LEAN * length)) return [{ ...line, thick }]
  // Where a wave begins and ends says little of how level it is.
  const level: Point = Math.abs(to[0] - from[0]) > Math.abs(to[1] - from[1]) ? [to[0], from[1]] : [from[0], to[1]]
  for (const wave of [alongMiddle(points, from, to), alongMiddle(points, from, level)]) {
    const isWave = wave.high <= Math.min(HIGHEST_WAVE, length / STRETCH) && wave.swings >= SWINGS
    if (isWave) return [{ ...wave.line, thick, wave: wave.high }]
  }
  return []
}

/** The line in the middle of points, in the direction from one place to another; how high they stand about it, how often they cross it. */
function alongMiddle(points: readonly Point[], from: Point, to: Point) {
  const length = distance(from, to) || 1
  const [x, y] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length]
  const offs = points.map((point) => (point[1] - from[1]) * x - (point[0] - from[0]) * y)
  const steps = points.map((point) => (point[0] - from[0]) * x + (point[1] - from[1]) * y)
  const [least, most] = [Math.min(...offs), Math.max(...offs)]
  const off = (least + most) / 2
  const at = (step: number): Point => [from[0] + x * step - y * off, from[1] + y * step + x * off]
  const line = { from: at(Math.min(...steps)), to: at(Math.max(...steps)) }
  return { line, high: most - least, swings: swings(offs, off) }
}

/** How often it goes from one side of the middle to the other. */
function swings(offs: readonly number[], middle: number): number {
  const sides = offs.filter((off) => off !== middle).map((off) => off > middle)
  return sides.filter((side, i) => i > 0 && side !== sides[i - 1]).length
}

/** Points by which a stroke may begin beside where the one before it ends, if a pen went on; strokes that are a line. */
const STEP = 0.2
const FEWEST_STEPS = 3

/** Strokes that were drawn piece by piece, as pens do, put together where that makes a line. */
export function chained(rules: readonly Rule[]): Rule[] {
  const found: Rule[] = []
  let chain: Rule[] = []
  const finish = () => {
    const [first] = chain
    const points = first ? [first.from, ...chain.map(({ to }) => to)] : []
    const line = chain.length < FEWEST_STEPS ? [] : wavyRule(points, first!.thick)
    found.push(...(line.length > 0 ? line.map((one) => ({ ...first!, ...one })) : chain))
    chain = []
  }
  for (const rule of rules) {
    const last = chain.at(-1)
    const goesOn = last && distance(last.to, rule.from) <= STEP && Math.abs(last.thick - rule.thick) < STEP
    if (!goesOn) finish()
    chain.push(rule)
  }
  finish()
  return found
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
