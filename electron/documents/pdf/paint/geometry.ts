/** [a, b, c, d, e, f]: x' = a x + c y + e, y' = b x + d y + f, as PDF has it. */
export type Matrix = readonly [number, number, number, number, number, number]

/** [left, bottom, right, top] in PDF user space. */
export type Rect = readonly [number, number, number, number]

export type Point = readonly [number, number]

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0]
export const EVERYWHERE: Rect = [-Infinity, -Infinity, Infinity, Infinity]
export const NOWHERE: Rect = [Infinity, Infinity, -Infinity, -Infinity]

/** What `inner` does, then `outer`. */
export const multiply = (outer: Matrix, inner: ArrayLike<number>): Matrix => [
  outer[0] * inner[0]! + outer[2] * inner[1]!,
  outer[1] * inner[0]! + outer[3] * inner[1]!,
  outer[0] * inner[2]! + outer[2] * inner[3]!,
  outer[1] * inner[2]! + outer[3] * inner[3]!,
  outer[0] * inner[4]! + outer[2] * inner[5]! + outer[4],
  outer[1] * inner[4]! + outer[3] * inner[5]! + outer[5],
]

export const apply = (m: Matrix, x: number, y: number): [number, number] => [
  m[0] * x + m[2] * y + m[4],
  m[1] * x + m[3] * y + m[5],
]

/** What undoes a frame; undefined where it has no area. */
export function invert([a, b, c, d, e, f]: Matrix): Matrix | undefined {
  const area = a * d - b * c
  if (Math.abs(area) < 1e-9) return undefined
  return [d / area, -b / area, -c / area, a / area, (c * f - d * e) / area, (b * e - a * f) / area]
}

/** What of a line lies in a rectangle; undefined if nothing does. */
export function cutTo(rect: Rect, from: Point, to: Point): [Point, Point] | undefined {
  let [start, end] = [0, 1]
  for (const axis of [0, 1] as const) {
    const way = to[axis] - from[axis]
    const [low, high] = [rect[axis] - from[axis], rect[axis + 2]! - from[axis]]
    if (way === 0 && (low > 0 || high < 0)) return undefined
    if (way === 0) continue
    start = Math.max(start, Math.min(low / way, high / way))
    end = Math.min(end, Math.max(low / way, high / way))
  }
  const at = (share: number): Point =>
    share === 0 ? from : share === 1 ? to : [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]
  return start > end ? undefined : [at(start), at(end)]
}

/** The smallest upright rectangle around a turned one. */
export function around(m: Matrix, [left, bottom, right, top]: ArrayLike<number> & Iterable<number>): Rect {
  const corners = [apply(m, left!, bottom!), apply(m, right!, bottom!), apply(m, left!, top!), apply(m, right!, top!)]
  return boundsOf(corners)
}

/** The smallest upright rectangle around points. */
export function boundsOf(points: readonly Point[]): Rect {
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

/** Whether a frame keeps upright rectangles upright. */
export const isUpright = (m: Matrix): boolean => {
  const size = Math.abs(m[0]) + Math.abs(m[1]) + Math.abs(m[2]) + Math.abs(m[3])
  const slack = 1e-3 * size
  return (Math.abs(m[1]) < slack && Math.abs(m[2]) < slack) || (Math.abs(m[0]) < slack && Math.abs(m[3]) < slack)
}

export const intersect = (a: Rect, b: Rect): Rect => [
  Math.max(a[0], b[0]),
  Math.max(a[1], b[1]),
  Math.min(a[2], b[2]),
  Math.min(a[3], b[3]),
]

/** The smallest rectangle around two. */
export const unite = (a: Rect | undefined, b: Rect): Rect =>
  a ? [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])] : b

export const contains = (rect: Rect, x: number, y: number): boolean =>
  x >= rect[0] && y >= rect[1] && x <= rect[2] && y <= rect[3]

export const areaOf = ([left, bottom, right, top]: Rect): number =>
  Math.max(0, right - left) * Math.max(0, top - bottom)

/** Whether one rectangle lies in another, but for a little. */
export const holds = (outer: Rect, inner: Rect, slack = 0.1): boolean =>
  outer[0] <= inner[0] + slack &&
  outer[1] <= inner[1] + slack &&
  outer[2] >= inner[2] - slack &&
  outer[3] >= inner[3] - slack
