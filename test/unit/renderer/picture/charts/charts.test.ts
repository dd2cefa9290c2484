// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { barPicture } from '../../../../../renderer/picture/charts/bar_picture'
import { type Bars, layOutBars } from '../../../../../renderer/picture/charts/bars'
import { type Heat, layOutHeat, shadeOf } from '../../../../../renderer/picture/charts/heat'
import { svgFile } from '../../../../../renderer/picture/picture'
import { PAPER } from '../paper_made'

const bars: Bars = {
  title: 'Mass kept',
  unit: 'share',
  across: 'layer',
  values: [1, 0.5, 0.25, 0],
  before: [1, 1, 0.5, 0.5],
  name: (i) => `layer ${i}`,
  text: String,
  most: 1,
  look: 'entered',
}

describe('bars', () => {
  it('are as high as their values, beside each other', () => {
    const { bars: drawn, area } = layOutBars(bars, 236)
    const whole = area.bottom - area.top
    expect(drawn.map(({ bar }) => bar.height / whole)).toEqual([1, 0.5, 0.25, 0])
    expect(drawn.map(({ before }) => (area.bottom - before!) / whole)).toEqual([1, 1, 0.5, 0.5])
    for (const [i, { bar, room }] of drawn.entries()) {
      expect([bar.y + bar.height, room.x]).toEqual([area.bottom, area.left + 50 * i])
    }
  })

  it('below 0 hang from the line', () => {
    const { bars: drawn } = layOutBars({ ...bars, values: [2, -1], before: undefined, most: undefined }, 236)
    expect(drawn[1]!.bar.y).toBe(drawn[0]!.bar.y + drawn[0]!.bar.height)
    expect(drawn[1]!.bar.height * 2).toBeCloseTo(drawn[0]!.bar.height, 6)
  })

  it('are copied as they are drawn, with their legend', () => {
    const svg = new DOMParser().parseFromString(svgFile(barPicture(bars, PAPER), PAPER, 'this run'), 'image/svg+xml')
    const copied = [...svg.querySelectorAll('rect.bar')]
    expect(copied.map((one) => Number(one.getAttribute('height')))).toEqual(
      layOutBars(bars, 720).bars.map(({ bar }) => bar.height),
    )
    expect(copied[0]!.getAttribute('fill')).toBe('blue')
    expect(svg.querySelector('desc')!.textContent).toBe('Bars: share, by layer. Lines: the same before. this run')
  })
})

it('cells of a matrix are as wide as there is room, their shades from none to all', () => {
  const heat: Heat = {
    title: 'Overlap',
    unit: 'share',
    rows: 3,
    columns: 3,
    values: new Float32Array(9),
    rowTitle: 'layer',
    columnTitle: 'other layer',
    columnName: String,
    text: String,
    isSquare: true,
  }
  expect(layOutHeat(heat, 120)).toMatchObject({ width: 120, height: 106, cell: { width: 30, height: 30 } })
  expect(layOutHeat(heat, 2000).width).toBe(360)
  expect([-1, 0, 0.5, 1, 2].map((value) => shadeOf(value, 1))).toEqual([0, 0, 128, 255, 255])
})
