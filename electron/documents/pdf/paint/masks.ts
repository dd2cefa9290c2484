import { lightnessOf } from './blends'
import { type Area, type GivenMask, liesIn, type Mask } from './ink'

/** Less of something can't be seen; more of it is all. */
const LEAST = 0.03
const MOST = 0.97

/** Whether a mask surely hides what lies at a place. */
export const hides = (mask: Mask, x: number, y: number): boolean => (shareOf(mask, x, y) ?? 1) < LEAST

/** Whether something is painted at a place, and its masks don't surely hide it there. */
export const isThere = (area: Area, x: number, y: number): boolean =>
  liesIn(area, x, y) && !area.masks?.some((mask) => hides(mask, x, y))

/** Whether what is painted surely hides what lies below at a place. */
export const isOpaqueAt = ({ opaque, masks = [] }: Area, x: number, y: number): boolean =>
  opaque && masks.every((mask) => (shareOf(mask, x, y) ?? 0) > MOST)

/** How much a mask lets through at a place; undefined if that can't be told. */
function shareOf({ given, paint }: Mask, x: number, y: number): number | undefined {
  if (paint.shows.length > 0 || paint.rules.length > 0) return undefined
  const own = paint.areas.findLast((area) => isThere(area, x, y))
  const value = own ? (isOpaqueAt(own, x, y) ? lightOf(own, given) : undefined) : lightAround(given)
  const map = given.transferMap
  return value !== undefined && map ? map[Math.round(255 * value)]! / 255 : value
}

function lightOf({ kind, color }: Area, { subtype }: GivenMask): number | undefined {
  if (kind !== 'fill' || color === undefined) return undefined
  return subtype === 'Luminosity' ? lightnessOf(color) : 1
}

function lightAround({ subtype, backdrop }: GivenMask): number | undefined {
  if (subtype !== 'Luminosity' || backdrop === undefined || backdrop === null) return 0
  return typeof backdrop === 'string' ? lightnessOf(backdrop) : undefined
}
