import { apply, boundsOf, type Matrix, type Point, type Rect } from './geometry'

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

/** The parts of a path that can be told: upright rectangles, other polygons, lines that are not closed into a shape. */
export interface Shapes {
  rects: Rect[]
  polygons: Point[][]
  lines: Segment[]
  /** It has other parts too: curves, outlines of many corners. */
  others: boolean
}

/** Polygons with more corners are outlines of something. */
const MOST_CORNERS = 8

/** Longer paths are drawings. */
const LONGEST = 4000

/** What a path's steps draw, in user space. */
export function shapesOf(steps: ArrayLike<number>, matrix: Matrix): Shapes {
  const shapes: Shapes = { rects: [], polygons: [], lines: [], others: false }
  if (steps.length > LONGEST) return { ...shapes, others: true }
  let points: Point[] = []
  let curved = false
  const finish = () => {
    if (points.length > 1) addShape(points, curved, shapes)
    points = []
    curved = false
  }
  for (let i = 0; i < steps.length; ) {
    const step = steps[i]!
    const count = NUMBERS[step]
    if (count === undefined) return { ...shapes, others: true }
    if (step === MOVE) finish()
    if (step === CURVE || step === QUADRATIC) curved = true
    if (count > 0) points.push(apply(matrix, steps[i + count - 1]!, steps[i + count]!))
    i += 1 + count
  }
  finish()
  return shapes
}

function addShape(points: Point[], curved: boolean, shapes: Shapes): void {
  const open = isSame(points[0]!, points.at(-1)!) ? points.slice(0, -1) : points
  if (curved) shapes.others = true
  else if (open.length === 2) shapes.lines.push({ from: open[0]!, to: open[1]! })
  else if (open.length === 4 && isRect(open)) shapes.rects.push(boundsOf(open))
  else if (open.length > 2 && open.length <= MOST_CORNERS) shapes.polygons.push(open)
  else if (open.length > 1) shapes.others = true
}

const NEAR = 0.05
const isSame = ([x, y]: Point, [u, v]: Point) => Math.abs(x - u) < NEAR && Math.abs(y - v) < NEAR

/** Four corners whose sides all lie level or upright. */
const isRect = (corners: Point[]): boolean =>
  corners.every(([x, y], i) => {
    const [u, v] = corners[(i + 1) % 4]!
    return Math.min(Math.abs(u - x), Math.abs(v - y)) < NEAR
  })
