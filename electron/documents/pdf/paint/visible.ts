import { AreaIndex } from './area_index'
import { areaOf, contains, type Rect } from './geometry'
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
  private readonly index: AreaIndex
  private readonly pageArea: number

  constructor(
    { areas }: PagePaint,
    private readonly page: Rect,
  ) {
    this.index = new AreaIndex(areas, page)
    this.pageArea = areaOf(page)
  }

  sightOf(show: Show, glyph: Glyph): Sight {
    if (show.layerOff) return 'layer'
    const [x, y] = middleOf(show, glyph)
    if (!contains(this.page, x, y)) return 'outside'
    if (!contains(show.clip, x, y)) return 'clipped'
    if (show.size < SMALLEST) return 'tiny'
    if (show.ink === 'clip') return 'seen'
    const areas = this.index.at(x, y)
    if (show.ink === 'none') return areas.some(({ kind }) => kind !== 'fill') ? 'scan' : 'unpainted'
    const cover = areas.findLast((area) => area.order > show.order && area.opaque && covers(area, show, x, y))
    if (cover) return this.under(cover)
    return isSameColor(show.color, paperBelow(areas, show.order)) ? 'paper' : 'seen'
  }

  private under({ kind, rect }: Area): Sight {
    if (kind !== 'picture') return 'covered'
    return areaOf(rect) > SCAN * this.pageArea ? 'scan' : 'picture'
  }
}

/** A bar that is no higher than this part of the type strikes through it and hides nothing. */
const HIGH = 0.2

function covers({ rect }: Area, { up, size }: Show, x: number, y: number): boolean {
  const [dx, dy] = [up[0] * HIGH * size, up[1] * HIGH * size]
  return contains(rect, x + dx, y + dy) && contains(rect, x - dx, y - dy)
}

/** The middle of a glyph, in user space. */
export function middleOf({ along, up, size, font }: Show, { x, y, advance }: Glyph): [number, number] {
  const rise = font.vertical ? 0 : MIDDLE * size
  const way = font.vertical ? [-up[0], -up[1]] : along
  return [x + (way[0]! * advance) / 2 + up[0] * rise, y + (way[1]! * advance) / 2 + up[1] * rise]
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
