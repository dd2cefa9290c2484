import { areaOf, contains, isInside, type Rect } from './geometry'
import type { Area, Glyph, PagePaint, Show } from './ink'

/**
 * How a glyph can be seen. 'seen': as type. 'scan': in the picture of a scan that lies over or under it, whose text
 * it is. All others can't be: why.
 */
export type Sight = 'seen' | 'scan' | Unseen
export type Unseen = 'layer' | 'clipped' | 'outside' | 'covered' | 'picture' | 'paper' | 'unpainted' | 'tiny'

/** Type smaller than this is no larger than a dot. */
const SMALLEST = 0.8
/** A picture over more of the page than this is the page's scan. */
const SCAN = 0.5
/** Colours that differ by less in each part are one to the eye. */
const SAME_COLOR = 10
/** Where the middle of a small letter lies, in type sizes above the base line. */
export const MIDDLE = 0.3

/** Tells of each glyph of a page whether it can be seen. */
export class Eye {
  private readonly pageArea: number

  constructor(
    private readonly paint: PagePaint,
    private readonly page: Rect,
  ) {
    this.pageArea = areaOf(page)
  }

  /** The areas, in the order of painting, that some of a show's glyphs may lie in. */
  areasAt({ glyphs, size }: Show): Area[] {
    const { areas } = this.paint
    const [first] = glyphs
    if (areas.length === 0 || first === undefined) return []
    let [left, bottom, right, top] = [first.x, first.y, first.x, first.y]
    for (const { x, y } of glyphs) {
      left = Math.min(left, x)
      bottom = Math.min(bottom, y)
      right = Math.max(right, x)
      top = Math.max(top, y)
    }
    // A glyph's middle lies within the size of the type from where it stands.
    return areas.filter(
      ({ rect }) =>
        rect[0] <= right + size && rect[2] >= left - size && rect[1] <= top + size && rect[3] >= bottom - size,
    )
  }

  /** `near`: what `areasAt` said of its show. */
  sightOf(show: Show, glyph: Glyph, near: readonly Area[]): Sight {
    if (show.layerOff) return 'layer'
    const [x, y] = middleOf(show, glyph)
    if (!contains(this.page, x, y)) return 'outside'
    if (!contains(show.clip, x, y)) return 'clipped'
    if (show.size < SMALLEST) return 'tiny'
    if (show.ink === 'clip') return 'seen'
    const areas = near.length === 0 ? near : near.filter((area) => liesIn(area, x, y))
    if (show.ink === 'none') return areas.some(({ kind }) => kind !== 'fill') ? 'scan' : 'unpainted'
    const cover = areas.findLast((area) => area.order > show.order && area.opaque && covers(area, show, x, y))
    if (cover) return this.under(cover)
    const paper = areas.every((area) => covers(area, show, x, y)) ? paperBelow(areas, show.order) : undefined
    return isSameColor(show.color, paper) ? 'paper' : 'seen'
  }

  private under({ kind, rect }: Area): Sight {
    if (kind !== 'picture') return 'covered'
    return areaOf(rect) > SCAN * this.pageArea ? 'scan' : 'picture'
  }
}

/** What is no higher than this part of the type, up and down from its middle, hides nothing: it strikes through it. */
const HIGH = 0.2

const LEAST_SHAPE = 1.2

function covers(area: Area, { up, size }: Show, x: number, y: number): boolean {
  const { kind, rect } = area
  // Shapes as small as letters may be these, drawn once more.
  if (kind === 'other' && Math.min(rect[2] - rect[0], rect[3] - rect[1]) < LEAST_SHAPE * size) return false
  const [dx, dy] = [up[0] * HIGH * size, up[1] * HIGH * size]
  return liesIn(area, x + dx, y + dy) && liesIn(area, x - dx, y - dy)
}

const liesIn = ({ rect, polygon }: Area, x: number, y: number): boolean =>
  contains(rect, x, y) && (polygon === undefined || isInside(polygon, x, y))

/** The middle of a glyph, in user space. */
export function middleOf({ way, up, size, font }: Show, { x, y, advance }: Glyph): [number, number] {
  const rise = font.vertical ? 0 : MIDDLE * size
  return [x + (way[0] * advance) / 2 + up[0] * rise, y + (way[1] * advance) / 2 + up[1] * rise]
}

/** The colour that a glyph is painted on; undefined where a picture or a shape may lie. */
function paperBelow(areas: readonly Area[], order: number): string | undefined {
  if (areas.some(({ kind }) => kind !== 'fill')) return undefined
  const below = areas.findLast((area) => area.order < order)
  if (!below) return '#ffffff'
  return below.kind === 'fill' && below.opaque ? below.color : undefined
}

function isSameColor(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return false
  return [1, 3, 5].every((at) => Math.abs(part(a, at) - part(b, at)) <= SAME_COLOR)
}

const part = (color: string, at: number): number => Number.parseInt(color.slice(at, at + 2), 16)
