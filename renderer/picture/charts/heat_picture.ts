import { colourBar } from '../colour_bar'
import { pixelsUrl } from '../copy'
import type { Paper } from '../paper'
import { n, type Picture, textAt, WIDTH } from '../picture'
import { type Heat, layOutHeat, shadeOf } from './heat'

const SCALE = { height: 26, width: 120 }

/** A matrix, to be taken along. */
export async function heatPicture(heat: Heat, { colours }: Paper): Promise<Picture> {
  const { title, unit, rows, columns, values, most = 1, rowTitle, columnTitle, text } = heat
  const layout = layOutHeat(heat, WIDTH)
  const { cell, left, height } = layout
  const href = await pixelsUrl(pixelsOf(values, most, colours.map), columns, rows)
  const small = { size: 10, fill: colours.quiet }
  const top = height + 8
  return {
    title,
    height: height + SCALE.height,
    body: [
      `<image href="${href}" x="${left}" y="0" width="${n(cell.width * columns)}" height="${n(cell.height * rows)}" preserveAspectRatio="none" image-rendering="pixelated" style="image-rendering:pixelated"/>`,
      ...layout.down.map(({ at, label }) => textAt(left - 5, at + 3.5, label, { ...small, anchor: 'end' })),
      ...layout.across.map(({ at, label }) => textAt(at, height - 4, label, { ...small, anchor: 'middle' })),
      colourBar(colours),
      `<rect x="${left}" y="${n(top)}" width="${SCALE.width}" height="8" fill="url(#scale)"/>`,
      textAt(left + SCALE.width + 8, top + 8, `0 to ${text(most)}`, small),
    ].join('\n'),
    legend: `Colours: ${unit}. Down: ${rowTitle}. Across: ${columnTitle}.`,
  }
}

/** RGBA, one pixel for each value. */
function pixelsOf(values: ArrayLike<number>, most: number, map: Uint8ClampedArray): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(4 * values.length)
  for (let i = 0; i < values.length; i++) {
    const at = 4 * shadeOf(values[i]!, most)
    pixels.set(map.subarray(at, at + 4), 4 * i)
  }
  return pixels
}
