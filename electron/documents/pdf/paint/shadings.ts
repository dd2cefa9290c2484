import type { PDFPageProxy } from 'pdfjs-dist'
import { isSameColor } from './blends'
import { apply, type Matrix, type Point, type Rect } from './geometry'
import { OPERATORS, type OperatorList } from './operators'

/** What is known of a gradient: how far it reaches. */
export interface Shading {
  /** Of a drawing that is repeated: what is written in it. */
  words?: string
  /** It paints all of the plane. */
  everywhere: boolean
  /** '#rrggbb', if it has but one. */
  color?: string | undefined
  /** It paints all between two lines that cross this way at its ends, in its own space. */
  way?: readonly [from: Point, to: Point]
}

/** A gradient as pdf.js hands it over: kind, shape, box, colours from 0 to 1, two centres and radii. */
type GivenShading = [
  kind: string,
  shape: string,
  box: unknown,
  stops: [at: number, color: string][],
  from: Point,
  to: Point,
  r0: number,
  r1: number,
]

/** The gradients of a page, by pdf.js's ids. Others (meshes, drawn patterns) may leave gaps. */
export function shadingsIn({ fnArray, argsArray }: OperatorList, { objs }: PDFPageProxy): Map<string, Shading> {
  const found = new Map<string, Shading>()
  for (let i = 0; i < fnArray.length; i++) {
    const args = argsArray[i] as unknown[]
    const id =
      fnArray[i] === OPERATORS.shadingFill ? args[0] : fnArray[i] === OPERATORS.setFillColorN ? args[1] : undefined
    if (typeof id !== 'string' || found.has(id) || !objs.has(id)) continue
    const shading = shadingOf(objs.get(id))
    if (shading) found.set(id, shading)
  }
  return found
}

function shadingOf(given: unknown): Shading | undefined {
  const [kind, shape, box, stops, from, to, r0, r1] = given as GivenShading
  if (kind !== 'RadialAxial' || box) return undefined
  const isWhole = stops.every(([, color]) => color !== 'transparent')
  const first = stops.find(([, color]) => color !== 'transparent')?.[1]
  const isOne = first?.startsWith('#') && stops.every(([, color]) => color.startsWith('#') && isSameColor(color, first))
  const color = isOne ? first : undefined
  if (shape === 'axial') return { everywhere: isWhole, color, way: [from, to] }
  const isInside = Math.hypot(to[0] - from[0], to[1] - from[1]) <= Math.abs(r1 - r0)
  return { everywhere: isWhole && isInside, color }
}

/** Whether a gradient leaves nothing of a rectangle free. */
export function fills({ everywhere, way }: Shading, matrix: Matrix, rect: Rect): boolean {
  if (everywhere) return true
  if (!way || !keepsAngles(matrix)) return false
  const [[x, y], [u, v]] = [apply(matrix, ...way[0]), apply(matrix, ...way[1])]
  const length = (u - x) ** 2 + (v - y) ** 2
  const corners = [0, 2].flatMap((i) => [1, 3].map((j) => [rect[i]!, rect[j]!] as const))
  return corners.every(([a, b]) => {
    const share = ((a - x) * (u - x) + (b - y) * (v - y)) / length
    return share >= 0 && share <= 1
  })
}

function keepsAngles([a, b, c, d]: Matrix): boolean {
  const size = a * a + b * b + c * c + d * d
  return Math.abs(a * c + b * d) < 1e-3 * size && Math.abs(a * a + b * b - c * c - d * d) < 1e-3 * size
}
