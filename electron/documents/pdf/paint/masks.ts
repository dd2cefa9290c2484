import { lightnessOf } from './blends'
import { type Area, type GivenMask, liesIn, type Mask } from './ink'

/** Less of something can't be seen. */
const LEAST = 0.03

/** Whether a mask surely hides what lies at a place. */
export function hides({ given, paint }: Mask, x: number, y: number): boolean {
  if (paint.shows.length > 0 || paint.rules.length > 0) return false
  const own = paint.areas.findLast((area) => liesIn(area, x, y))
  const value = own ? lightOf(own, given) : lightAround(given)
  const map = given.transferMap
  return value !== undefined && (map ? map[Math.round(255 * value)]! / 255 : value) < LEAST
}

function lightOf({ kind, color, opaque }: Area, { subtype }: GivenMask): number | undefined {
  if (kind !== 'fill' || !opaque || color === undefined) return undefined
  return subtype === 'Luminosity' ? lightnessOf(color) : 1
}

function lightAround({ subtype, backdrop }: GivenMask): number | undefined {
  if (subtype !== 'Luminosity' || backdrop === undefined || backdrop === null) return 0
  return typeof backdrop === 'string' ? lightnessOf(backdrop) : undefined
}
