/**
 * A scale of one hue between two colours, even to the eye: straight lines in OKLab (Björn Ottosson, 2020), where equal
 * steps look equally far apart.
 */

export type Rgb = [red: number, green: number, blue: number]

/** 256 colours, RGBA. */
export function colourScale(low: Rgb, high: Rgb): Uint8ClampedArray {
  const [from, to] = [toLab(low), toLab(high)]
  const scale = new Uint8ClampedArray(256 * 4)
  for (let i = 0; i < 256; i++) {
    const at = i / 255
    const colour = toRgb(from.map((value, axis) => value + (to[axis]! - value) * at) as Rgb)
    scale.set([...colour, 255], i * 4)
  }
  return scale
}

/** "12 34 56", as tokens of renderer/design/tokens.css write colours. */
export function parseTriplet(text: string): Rgb {
  const [red = 0, green = 0, blue = 0] = text.trim().split(/\s+/).map(Number)
  return [red, green, blue]
}

export function toLab([red, green, blue]: Rgb): Rgb {
  const [r, g, b] = [linear(red), linear(green), linear(blue)]
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

export function toRgb([lightness, a, b]: Rgb): Rgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    encoded(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ]
}

function linear(value: number): number {
  const v = value / 255
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4
}

function encoded(v: number): number {
  const value = v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055
  return Math.round(Math.min(1, Math.max(0, value)) * 255)
}
