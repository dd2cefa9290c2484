/** Pixels and what the file says of how many lie on an inch. */
export interface PictureSize {
  width: number
  height: number
  density?: number
}

/** Scanners and their programs write such; 72 and 96 are written by what doesn't know. */
const LEAST_DENSITY = 100
const MOST_DENSITY = 2400
/** Sides of an A4 page in points: what a photograph of a page most likely shows. */
const SHORT = 595
const LONG = 842

/** Size of the page that a picture is, in points: by its resolution, or as large as it fits onto A4. */
export function pageSize({ width, height, density = 0 }: PictureSize): { width: number; height: number } {
  if (density >= LEAST_DENSITY && density <= MOST_DENSITY) return scaled(width, height, 72 / density)
  const fit = Math.min(SHORT / Math.min(width, height), LONG / Math.max(width, height))
  // what is smaller than the page even with 72 pixels for an inch is no page
  return scaled(width, height, Math.min(1, fit))
}

const scaled = (width: number, height: number, scale: number) => ({ width: width * scale, height: height * scale })
