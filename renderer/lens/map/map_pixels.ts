import { type CellCount, cellCount, darkness, type Layout } from '../../../electron/shared/shown/map_cells'
import type { GroupedMap } from '../../../electron/shared/shown/map_groups'
import type { TokenSpan } from '../../state/lens'

/** The picture of the text's bins: one pixel for each, RGBA. */
export function textPixels(
  map: GroupedMap,
  layout: Layout,
  span: TokenSpan,
  scale: Uint8ClampedArray,
): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(map.bins * map.rows.length * 4)
  for (let row = 0; row < map.rows.length; row++) {
    for (let bin = 0; bin < map.bins; bin++) {
      paint(pixels, row * map.bins + bin, cellCount(map, layout, span, { row, bin }), scale)
    }
  }
  return pixels
}

/** The picture of the three columns outside of the text. */
export function outsidePixels(
  map: GroupedMap,
  layout: Layout,
  span: TokenSpan,
  scale: Uint8ClampedArray,
): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(3 * map.rows.length * 4)
  for (let row = 0; row < map.rows.length; row++) {
    for (const outside of [0, 1, 2] as const) {
      paint(pixels, row * 3 + outside, cellCount(map, layout, span, { row, outside }), scale)
    }
  }
  return pixels
}

function paint(pixels: Uint8ClampedArray, at: number, cell: CellCount, scale: Uint8ClampedArray): void {
  const colour = Math.round(darkness(cell) * 255) * 4
  pixels.set(scale.subarray(colour, colour + 4), at * 4)
}
