import { apply, boundsOf, holds, type Matrix, type Point, type Rect } from './geometry'
import type { Region } from './regions'

/** pdf.js's steps of a path, each followed by its numbers. */
const MOVE = 0
const LINE = 1
const CURVE = 2
const QUADRATIC = 3
const CLOSE = 4
const NUMBERS = { [MOVE]: 2, [LINE]: 2, [CURVE]: 6, [QUADRATIC]: 4, [CLOSE]: 0 } as Record<number, number>

/** A straight line between two points in user space. */
export interface Segment {
  from: Point
  to: Point
}

/** The parts of a path that can be told: upright rectangles, other outlines, lines that are not closed into a shape. */
export interface Shapes {
  rects: Rect[]
  polygons: Point[][]
  lines: Segment[]
  /** Outlines that curves are part of, as polygons. */
  curved: Point[][]
  /** It has other parts too: outlines of many corners. */
  others: boolean
}

/** With more outlines than this, one that has more corners, or several with curves, a path is a drawing or letters. */
const MOST_OUTLINES = 8

/** Whether a path is a few outlines, so that what lies in it can be told. */
export const isPlain = ({ rects, polygons, curved, others }: Shapes): boolean =>
  !others && rects.length + polygons.length + curved.length <= (curved.length > 0 ? 1 : MOST_OUTLINES)

/** So many boxes are looked at for those that lie in each other. */
const FEW_BOXES = 40

/** Boxes in boxes: by the way they go round, the inner ones may be holes. */
export const hasHoles = ({ rects }: Shapes): boolean =>
  rects.length > 1 &&
  rects.length <= FEW_BOXES &&
  rects.some((inner) => rects.some((outer) => outer !== inner && holds(outer, inner)))

/** What lies inside of all a path's outlines; undefined for a drawing. */
export function regionOf(steps: ArrayLike<number>, matrix: Matrix, evenOdd: boolean): Region | undefined {
  const outlines = outlinesIn(steps, matrix)
  return outlines && { outlines: outlines.map(flattened), evenOdd }
}

/** The corners of a path's outlines, and points along their curves. */
export const pointsOf = (steps: ArrayLike<number>, matrix: Matrix): Point[][] =>
  (outlinesIn(steps, matrix) ?? []).map(flattened)

/** The straight sides of a path's outlines. */
export const sidesOf = (steps: ArrayLike<number>, matrix: Matrix): Segment[] =>
  (outlinesIn(steps, matrix) ?? []).flatMap(({ corners, bends }) =>
    corners.slice(1).flatMap((to, i) => (bends[i + 1] ? [] : [{ from: corners[i]!, to }])),
  )

/** Polygons with more corners are outlines of something, and so is what has more sides, some of them curved. */
const MOST_CORNERS = 8
const MOST_SIDES = 12
/** Straight pieces that a curve is taken for. */
const PIECES = 6

/** Longer paths are drawings. */
const LONGEST = 4000

/** An outline while its steps come: its corners, and for each side what bends it, if anything does. */
interface Outline {
  corners: Point[]
  bends: (readonly Point[] | undefined)[]
}

/** What a path's steps draw, in user space. */
export function shapesOf(steps: ArrayLike<number>, matrix: Matrix): Shapes {
  const shapes: Shapes = { rects: [], polygons: [], curved: [], lines: [], others: false }
  const outlines = outlinesIn(steps, matrix)
  for (const outline of outlines ?? []) addShape(outline, shapes)
  return outlines ? shapes : { ...shapes, others: true }
}

function outlinesIn(steps: ArrayLike<number>, matrix: Matrix): Outline[] | undefined {
  if (steps.length > LONGEST) return undefined
  const found: Outline[] = []
  let outline: Outline = { corners: [], bends: [] }
  const finish = () => {
    if (outline.corners.length > 1) found.push(outline)
    outline = { corners: [], bends: [] }
  }
  for (let i = 0; i < steps.length; ) {
    const step = steps[i]!
    const count = NUMBERS[step]
    if (count === undefined) return undefined
    if (step === MOVE) finish()
    if (count > 0) {
      outline.corners.push(apply(matrix, steps[i + count - 1]!, steps[i + count]!))
      outline.bends.push(count > 2 ? bendsOf(steps, i + 1, count - 2, matrix) : undefined)
    }
    i += 1 + count
  }
  finish()
  return found
}

function bendsOf(steps: ArrayLike<number>, from: number, count: number, matrix: Matrix): Point[] {
  return Array.from({ length: count / 2 }, (_, n) => apply(matrix, steps[from + 2 * n]!, steps[from + 2 * n + 1]!))
}

function addShape({ corners, bends }: Outline, shapes: Shapes): void {
  if (bends.some(Boolean)) {
    if (corners.length <= MOST_SIDES) shapes.curved.push(flattened({ corners, bends }))
    else shapes.others = true
    return
  }
  const open = isSame(corners[0]!, corners.at(-1)!) ? corners.slice(0, -1) : corners
  if (open.length === 2) shapes.lines.push({ from: open[0]!, to: open[1]! })
  else if (open.length === 4 && isRect(open)) shapes.rects.push(boundsOf(open))
  else if (open.length > 2 && open.length <= MOST_CORNERS) shapes.polygons.push(open)
  else if (open.length > 1) shapes.others = true
}

const flattened = ({ corners, bends }: Outline): Point[] =>
  corners.flatMap((corner, i) => {
    const bend = bends[i]
    return bend ? alongCurve([corners[i - 1] ?? corner, ...bend, corner]) : [corner]
  })

/** Points along a Bézier curve of any degree, from behind its first to its last. */
function alongCurve(control: readonly Point[]): Point[] {
  return Array.from({ length: PIECES }, (_, n) => {
    const share = (n + 1) / PIECES
    let points = control
    while (points.length > 1) points = points.slice(1).map((to, i) => between(points[i]!, to, share))
    return points[0]!
  })
}

const between = ([x, y]: Point, [u, v]: Point, share: number): Point => [x + (u - x) * share, y + (v - y) * share]

const NEAR = 0.05
const isSame = ([x, y]: Point, [u, v]: Point) => Math.abs(x - u) < NEAR && Math.abs(y - v) < NEAR

/** Four corners whose sides all lie level or upright. */
const isRect = (corners: Point[]): boolean =>
  corners.every(([x, y], i) => {
    const [u, v] = corners[(i + 1) % 4]!
    return Math.min(Math.abs(u - x), Math.abs(v - y)) < NEAR
  })
