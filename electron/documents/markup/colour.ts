import { color, type RGBColor } from 'd3-color'

/** A colour as CSS names it; undefined for one that only a browser knows: a variable, a mix, a picture. */
export function colourOf(value: string | undefined): RGBColor | undefined {
  const found = value === undefined ? null : color(value.trim())
  return found === null ? undefined : found.rgb()
}

export const WHITE = colourOf('white')!

/** Parts of colours that differ by no more than this look the same, as in PDFs (../pdf/seen). */
const ALIKE = 10

export const looksLike = (one: RGBColor, other: RGBColor): boolean =>
  Math.abs(one.r - other.r) <= ALIKE && Math.abs(one.g - other.g) <= ALIKE && Math.abs(one.b - other.b) <= ALIKE

/** The colour that a background has, also as one of several words; 'none' where it says nothing of it. */
export function paperOf(background: string): RGBColor | 'none' | undefined {
  if (/url\(|gradient\(|image-set\(|var\(/i.test(background)) return undefined
  const words = background.match(/#[\da-f]+|[a-z]+\([^)]*\)|[a-z]+/gi) ?? []
  const colours = words.flatMap((word) => colourOf(word) ?? [])
  return colours[0] ?? 'none'
}

export type { RGBColor }
