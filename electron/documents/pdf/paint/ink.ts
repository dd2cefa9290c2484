import type { Said } from './contents'
import type { FontFacts } from './fonts'
import { boundsOf, contains, type Matrix, type Rect } from './geometry'
import { isInside, type Region } from './regions'
import { type Dots, isInked } from './stencils'

/** What stands where on a page once everything is painted. All places are in PDF user space; `order` is the paint's. */
export interface PagePaint {
  shows: Show[]
  areas: Area[]
  /** Thin level or upright strokes that may strike words out. */
  rules: Rule[]
  /** White ones, which are seen on what is dark. */
  whiteRules: Rule[]
  /** What is written in patterns that shapes are filled with. */
  patternWords: Set<string>
}

/**
 * Letters that are a clip once their text object ends: what is painted until the clip is left again shows in them.
 * `rect`: around all of them.
 */
export interface Letters {
  rect: Rect
}

/** The glyphs of one text operator: they share all but their places. */
export interface Show {
  order: number
  font: FontFacts
  /** Of the type, in points. */
  size: number
  /** Unit vectors: the way its line runs across the page, and the way its letters stand up. */
  along: readonly [number, number]
  up: readonly [number, number]
  /** The way that its letters follow each other: `along`, or down in vertical type. */
  way: readonly [number, number]
  glyphs: Glyph[]
  /** '#rrggbb'; undefined where it is a pattern or of several colours. How that is mixed with what lies below. */
  color?: string
  alpha: number
  blend: string
  /** Whether it paints at all: text recognition writes type that doesn't; 'clip' shows what is painted through it. */
  ink: 'painted' | 'none' | 'clip'
  clip: Rect
  /** Clips that are no rectangles, and masks that it is seen through. */
  regions: readonly Region[]
  masks: readonly Mask[]
  /** In a layer that is switched off. */
  layerOff: boolean
  /** The number that a tagged PDF marks this content with. */
  mark?: number
  /** What the file says that it means, together with what else is said so. */
  said?: Said
  /** Put onto the page by somebody: a typed note, a stamp, a signature. */
  isAnnotation: boolean
  /** pdf.js's name for it. */
  annotation?: string
  /** The clip that its letters become part of, and those that it is seen in. */
  letters?: Letters
  within?: readonly Letters[]
}

export interface Glyph {
  /** What it stands for: '' for nothing, several letters for a ligature. */
  text: string
  isSpace: boolean
  /** Where it stands on its base line. */
  x: number
  y: number
  /** Points along its line: of the glyph; of what the file puts behind each letter; of what of that is letterspacing. */
  advance: number
  given: number
  spacing: number
}

/** What is painted of a page in one go: an upright rectangle, or what of it lies in all of some regions. */
export interface Area {
  order: number
  rect: Rect
  regions: readonly Region[]
  /** It is a stencil: seen where that has ink. */
  dots?: Dots
  /** picture: an image; fill: one colour, all over; other: a shape, or a pattern or gradient. */
  kind: 'picture' | 'fill' | 'other'
  color?: string
  /** Nothing of what lies below shows through, but for masks. */
  opaque: boolean
  masks?: readonly Mask[]
  within?: readonly Letters[]
  /** How its colour is mixed with what lies below, if that can be told. */
  mix?: { alpha: number; blend: string }
}

/** Around all that letters may draw. */
export function boxAround({ glyphs, size, way }: Pick<Show, 'glyphs' | 'size' | 'way'>): Rect {
  const ends = glyphs.flatMap(({ x, y, advance }) => [
    [x, y] as const,
    [x + way[0] * advance, y + way[1] * advance] as const,
  ])
  const [left, bottom, right, top] = boundsOf(ends)
  return [left - size, bottom - size, right + size, top + size]
}

export const liesIn = (
  { rect, regions, dots }: Pick<Area, 'rect' | 'regions' | 'dots'>,
  x: number,
  y: number,
): boolean =>
  contains(rect, x, y) && regions.every((region) => isInside(region, x, y)) && (!dots || isInked(dots, x, y))

/** A mask as pdf.js hands it over. */
export interface GivenMask {
  subtype: string
  /** What lies around all that its group paints; black if nothing is said. */
  backdrop?: unknown
  transferMap?: ArrayLike<number>
}

/** Through which what is painted is seen: as far as its group is light, or as far as it is painted at all. */
export interface Mask {
  given: GivenMask
  paint: PagePaint
}

/** A line or thin bar: between two points, `thick` points wide. */
export interface Rule {
  order: number
  from: readonly [number, number]
  to: readonly [number, number]
  thick: number
  /** Points between the two sides that it swings to, if hands drew it as a wave. */
  wave?: number
  within?: readonly Letters[]
}

/** Where a frame's letters stand up and run, as unit vectors, and how much it enlarges them. */
export function frameOf(m: Matrix): { along: [number, number]; up: [number, number]; wide: number; high: number } {
  const wide = Math.hypot(m[0], m[1]) || 1e-9
  const high = Math.hypot(m[2], m[3]) || 1e-9
  return { along: [m[0] / wide, m[1] / wide], up: [m[2] / high, m[3] / high], wide, high }
}
