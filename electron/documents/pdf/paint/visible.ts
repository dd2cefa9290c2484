import { colorOn, isSameColor } from './blends'
import { areaOf, contains, type Point, type Rect } from './geometry'
import { type Area, type Glyph, type Letters, liesIn, type PagePaint, type Show } from './ink'
import { hides, isOpaqueAt, isThere } from './masks'
import { isInside } from './regions'

/**
 * How a glyph can be seen. 'seen': as type. 'scan': in the picture of a scan that lies over or under it, whose text
 * it is. All others can't be: why.
 */
export type Sight = 'seen' | 'scan' | Unseen
export type Unseen = 'layer' | 'clipped' | 'masked' | 'outside' | 'covered' | 'picture' | 'paper' | 'unpainted' | 'tiny'

/** Type smaller than this is no larger than a dot. */
const SMALLEST = 0.8
/** A picture over more of the page than this is the page's scan. */
const SCAN = 0.5
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
    if (!contains(show.clip, x, y) || !isThrough(show, glyph, [x, y])) return 'clipped'
    // no letters can be made out that show in others alone
    if (show.within && show.ink === 'painted') return 'clipped'
    if (show.masks.some((mask) => hides(mask, x, y))) return 'masked'
    if (show.size < SMALLEST) return 'tiny'
    const areas = near.length === 0 ? near : near.filter((area) => isThere(area, x, y))
    if (show.ink === 'clip' && this.isFilledLater(show, areas, [x, y])) return 'seen'
    if (show.ink !== 'painted') return areas.some(({ kind }) => kind !== 'fill') ? 'scan' : 'unpainted'
    const cover = coverOf(near, show, [x, y])
    if (cover) return this.under(cover)
    const paper = areas.every((area) => covers(area, show, x, y)) ? paperBelow(areas, show.order, [x, y]) : undefined
    return isLost(show, paper) ? 'paper' : 'seen'
  }

  /** The colour that type stands on, if that isn't the page's. `near`: as above. */
  groundOf(show: Show, near: readonly Area[]): string | undefined {
    const [first] = show.glyphs
    if (near.length === 0 || !first) return undefined
    const [x, y] = middleOf(show, first)
    const areas = near.filter((area) => isThere(area, x, y) && covers(area, show, x, y))
    const ground = areas.length === 0 ? undefined : paperBelow(areas, show.order, [x, y])
    return ground && isSameColor(ground, WHITE) ? undefined : ground
  }

  /** Type that only clips is seen by what is painted through it. */
  private isFilledLater({ order, size, letters }: Show, areas: readonly Area[], [x, y]: Point): boolean {
    const paper = paperBelow(
      areas.filter((area) => area.order < order),
      order,
      [x, y],
    )
    const isPaper = ({ color }: Area) => color !== undefined && paper !== undefined && isSameColor(color, paper)
    const isThrough = ({ within }: { within?: readonly Letters[] }) =>
      letters !== undefined && within?.includes(letters)
    if (areas.some((area) => isThrough(area) && !isPaper(area))) return true
    const { rules, shows } = this.paint
    const isLevel = (at: number) => Math.abs(at - y) < size
    if (rules.some((rule) => isThrough(rule) && (isLevel(rule.from[1]) || isLevel(rule.to[1])))) return true
    const isNear = (glyph: Glyph) => isLevel(glyph.y) && Math.abs(glyph.x - x) < size
    return shows.some((show) => show.ink === 'painted' && isThrough(show) && show.glyphs.some(isNear))
  }

  private under({ kind, rect }: Area): Sight {
    if (kind !== 'picture') return 'covered'
    return areaOf(rect) > SCAN * this.pageArea ? 'scan' : 'picture'
  }
}

const WHITE = '#ffffff'

/** Clips of any shape show a letter if they show the middle of it, or what stands a little beside. */
function isThrough({ regions, way }: Show, { advance }: Glyph, [x, y]: Point): boolean {
  if (regions.length === 0) return true
  const shows = (step: number) =>
    regions.every((region) => isInside(region, x + way[0] * step * advance, y + way[1] * step * advance))
  return shows(0) || shows(0.25) || shows(-0.25)
}

/** What is no higher than this part of the type, up and down from its middle, hides nothing: it strikes through it. */
const HIGH = 0.2
/** Places between there and there that several things together cover. */
const STEPS = [-1, -0.5, 0, 0.5, 1]

const LEAST_SHAPE = 1.2

/** What is painted over a glyph later on and hides it, in one piece or in several. */
function coverOf(near: readonly Area[], show: Show, [x, y]: Point): Area | undefined {
  const later = near.filter((area) => area.opaque && area.order > show.order && isLarge(area, show))
  const hidesAt = (area: Area, ...at: Point) => liesIn(area, ...at) && isOpaqueAt(area, ...at)
  const cover = later.findLast((area) => hidesAt(area, x, y))
  if (!cover) return undefined
  const { up, size } = show
  const at = (step: number) => [x + up[0] * HIGH * step * size, y + up[1] * HIGH * step * size] as const
  return STEPS.every((step) => later.some((area) => hidesAt(area, ...at(step)))) ? cover : undefined
}

function covers(area: Area, show: Show, x: number, y: number): boolean {
  const [dx, dy] = [show.up[0] * HIGH * show.size, show.up[1] * HIGH * show.size]
  return isLarge(area, show) && liesIn(area, x + dx, y + dy) && liesIn(area, x - dx, y - dy)
}

/** Shapes as small as letters may be these, drawn once more. */
const isLarge = ({ kind, rect }: Area, { size }: Show): boolean =>
  kind !== 'other' || Math.min(rect[2] - rect[0], rect[3] - rect[1]) >= LEAST_SHAPE * size

/** The middle of a glyph, in user space. */
export function middleOf({ way, up, size, font }: Show, { x, y, advance }: Glyph): [number, number] {
  const rise = font.vertical ? 0 : MIDDLE * size
  return [x + (way[0] * advance) / 2 + up[0] * rise, y + (way[1] * advance) / 2 + up[1] * rise]
}

/** The colour that a glyph is painted on; undefined where a picture or a shape may lie. */
function paperBelow(areas: readonly Area[], order: number, at: Point): string | undefined {
  if (areas.some(({ kind }) => kind !== 'fill')) return undefined
  const below = areas.filter((area) => area.order < order)
  const ground = below.findLastIndex((area) => isOpaqueAt(area, ...at))
  return below.slice(Math.max(0, ground)).reduce<string | undefined>((paper, area) => {
    const { color, mix } = area
    if (isOpaqueAt(area, ...at)) return color
    return paper && color && mix ? colorOn(paper, color, mix.alpha, mix.blend) : undefined
  }, WHITE)
}

/** Whether type looks like what it is painted on. */
function isLost({ color, alpha, blend }: Show, paper: string | undefined): boolean {
  const seen = color === undefined || paper === undefined ? undefined : colorOn(paper, color, alpha, blend)
  return seen !== undefined && isSameColor(seen, paper!)
}
