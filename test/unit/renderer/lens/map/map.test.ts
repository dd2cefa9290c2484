import { describe, expect, it } from 'vitest'
import {
  binTokens,
  cellCount,
  darkness,
  mapSums,
  outsidePairs,
  topCells,
} from '../../../../../electron/shared/shown/map_cells'
import { groupLayers } from '../../../../../electron/shared/shown/map_groups'
import { textPixels } from '../../../../../renderer/lens/map/map_pixels'
import { moveCell } from '../../../../../renderer/lens/map/move_cell'
import { brushed, panned, zoomed } from '../../../../../renderer/lens/map/zoom_window'
import { colourScale, toLab, toRgb } from '../../../../../renderer/picture/colour_scale'
import { generation } from '../made'

const map = groupLayers(
  {
    bins: 4,
    layers: [1, 3],
    count: Uint32Array.of(0, 6, 3, 1, 2, 0, 0, 8),
    outside: Uint32Array.of(4, 2, 1, 0, 6, 1),
    tokens: 2,
    within: { from: 0, to: 13 },
    beyond: new Uint32Array(2),
    sinks: new Uint32Array(2),
    recent: new Uint32Array(2),
  },
  1,
)
const span = { from: 1, to: 3 }

describe('cells of the map', () => {
  it('cover every token of the text once', () => {
    expect([0, 1, 2, 3].map((bin) => binTokens(map, bin))).toEqual([
      [0, 3],
      [3, 6],
      [6, 9],
      [9, 13],
    ])
  })

  it('are counts of all they could be', () => {
    expect(cellCount(map, generation, span, { row: 0, bin: 1 })).toEqual({ count: 6, of: 6 })
    expect(cellCount(map, generation, span, { row: 1, bin: 3 })).toEqual({ count: 8, of: 8 })
    expect(outsidePairs(generation, span)).toEqual([10, 6, 3])
    expect(cellCount(map, generation, span, { row: 1, outside: 1 })).toEqual({ count: 6, of: 6 })
  })

  it('are dark by the root of their share', () => {
    expect(darkness({ count: 1, of: 4 })).toBe(0.5)
    expect(darkness({ count: 0, of: 0 })).toBe(0)
  })

  it('become one pixel each', () => {
    const scale = colourScale([255, 255, 255], [0, 0, 0])
    const pixels = textPixels(map, generation, span, scale)
    expect(pixels).toHaveLength(2 * 4 * 4)
    expect([...pixels.subarray(0, 4)]).toEqual([255, 255, 255, 255])
    expect([...pixels.subarray(4, 8)]).toEqual([0, 0, 0, 255])
  })

  it('are listed by count for those who do not see them', () => {
    expect(topCells(map, 2)).toEqual([
      { row: 1, bin: 3, count: 8 },
      { row: 0, bin: 1, count: 6 },
    ])
  })
})

describe('the cross-hair', () => {
  it('moves by layer, by place and on into the columns outside', () => {
    expect(moveCell({ row: 0, bin: 2 }, 'ArrowDown', map, 100)).toEqual({ row: 1, bin: 2 })
    expect(moveCell({ row: 1, bin: 2 }, 'ArrowDown', map, 100)).toEqual({ row: 1, bin: 2 })
    expect(moveCell({ row: 0, bin: 2 }, 'ArrowRight', map, 100)).toEqual({ row: 0, bin: 3 })
    expect(moveCell({ row: 0, bin: 3 }, 'ArrowRight', map, 100)).toEqual({ row: 0, outside: 0 })
    expect(moveCell({ row: 0, outside: 0 }, 'ArrowLeft', map, 100)).toEqual({ row: 0, bin: 3 })
    expect(moveCell({ row: 0, bin: 1 }, 'a', map, 100)).toBeUndefined()
  })
})

describe('the scale', () => {
  it('goes from one colour to the other in steps that look equal', () => {
    const scale = colourScale([236, 242, 252], [8, 38, 98])
    expect([...scale.subarray(0, 3)]).toEqual([236, 242, 252])
    expect([...scale.subarray(255 * 4, 255 * 4 + 3)]).toEqual([8, 38, 98])
    const lightness = [0, 64, 128, 192].map((i) => toLab([scale[i * 4]!, scale[i * 4 + 1]!, scale[i * 4 + 2]!])[0])
    const steps = lightness.slice(1).map((value, i) => lightness[i]! - value)
    expect(Math.max(...steps) - Math.min(...steps)).toBeLessThan(0.01)
  })

  it('comes back through OKLab', () => {
    expect(toRgb(toLab([29, 99, 214]))).toEqual([29, 99, 214])
  })
})

describe('rows of several layers', () => {
  it('hold the sums of their layers, and the same in all', () => {
    const grouped = groupLayers(map, 2)
    expect(grouped.rows).toEqual([{ layers: [1, 3] }])
    expect([...grouped.count]).toEqual([2, 6, 3, 9])
    expect(mapSums(grouped)).toEqual(mapSums(map))
    expect(cellCount(grouped, generation, span, { row: 0, bin: 1 })).toEqual({ count: 6, of: 12 })
  })
})

describe('zoom', () => {
  it('keeps the place under the pointer, within the text', () => {
    expect(zoomed({ from: 0, to: 1000 }, 2, 0.5, 1000)).toEqual({ from: 250, to: 750 })
    expect(zoomed({ from: 0, to: 1000 }, 4, 0, 1000)).toEqual({ from: 0, to: 250 })
    expect(zoomed({ from: 900, to: 1000 }, 0.5, 1, 1000)).toEqual({ from: 800, to: 1000 })
    expect(zoomed({ from: 0, to: 1000 }, 0.1, 0.5, 1000)).toEqual({ from: 0, to: 1000 })
    expect(zoomed({ from: 0, to: 20 }, 100, 0.5, 1000)).toEqual({ from: 2, to: 18 })
    expect(panned({ from: 100, to: 200 }, -2, 1000)).toEqual({ from: 0, to: 100 })
  })

  it('goes where one brushed, from either side', () => {
    expect(brushed({ from: 100, to: 300 }, 0.75, 0.25, 1000)).toEqual({ from: 150, to: 250 })
    expect(brushed({ from: 100, to: 300 }, 0.5, 0.5, 1000)).toEqual({ from: 192, to: 208 })
  })
})
