import { describe, expect, it } from 'vitest'
import { currentPage, GAP, layOutPages, pageAt, pagesBetween } from '../../../../renderer/reader/layout'
import { type Turn, turnBack, turnBox, turnOf, turnSize } from '../../../../renderer/reader/turns'
import { PIXELS_PER_POINT, scaleOf, stepFrom } from '../../../../renderer/reader/zoom'
import { documentOf } from './documents'

const page = { width: 600, height: 800 }
const turns: Turn[] = [0, 90, 180, 270]

describe('turns', () => {
  it('names whole quarters, whichever way one goes round', () => {
    expect([-90, 0, 450, 720, 271].map(turnOf)).toEqual([270, 0, 90, 0, 270])
  })

  it('brings the upper left corner where a turned sheet has it', () => {
    const corner = { x: 0, y: 0, width: 10, height: 20 }
    expect(turnBox(corner, page, 90)).toEqual({ x: 780, y: 0, width: 20, height: 10 })
    expect(turnBox(corner, page, 180)).toEqual({ x: 590, y: 780, width: 10, height: 20 })
    expect(turnBox(corner, page, 270)).toEqual({ x: 0, y: 590, width: 20, height: 10 })
  })

  it.each(turns)('turns back what it turned by %i', (turn) => {
    const box = turnBox({ x: 100, y: 50, width: 1, height: 1 }, page, turn)
    const centre = turnBack({ x: box.x + 0.5, y: box.y + 0.5 }, page, turn)
    expect(centre).toEqual({ x: 100.5, y: 50.5 })
    const size = turnSize(page, turn)
    expect(box.x + box.width).toBeLessThanOrEqual(size.width)
    expect(box.y + box.height).toBeLessThanOrEqual(size.height)
  })
})

describe('the column of pages', () => {
  const { pages } = documentOf([['a.'], ['b.'], ['c.']], [{}, { rotation: 90 }, {}])
  const layout = layOutPages(pages, 0, 0.5)

  it('stands page below page, each as the file turns it', () => {
    expect(layout.sizes.map(({ width, height }) => [width, height])).toEqual([
      [300, 400],
      [400, 300],
      [300, 400],
    ])
    expect([...layout.tops]).toEqual([GAP, 2 * GAP + 400, 3 * GAP + 700, 4 * GAP + 1100])
    expect(layout.width).toBe(400 + 2 * GAP)
  })

  it('finds pages by height', () => {
    expect(pageAt(layout, 0)).toBe(0)
    expect(pageAt(layout, layout.tops[1]!)).toBe(1)
    expect(pageAt(layout, 1e9)).toBe(2)
    expect(pagesBetween(layout, 100, 500)).toEqual([0, 1])
  })

  it('is on the page that fills the upper part of the pane', () => {
    expect(currentPage(layout, layout.tops[1]! - 50, 600)).toBe(1)
    expect(currentPage(layout, 0, 600)).toBe(0)
  })
})

describe('zoom', () => {
  const { pages } = documentOf([['a.'], ['b.'], ['c.']], [{}, { width: 3000 }, {}])
  const pane = { width: 632, height: 432 }

  it('fits the usual page, not the folded-out map', () => {
    expect(scaleOf('width', pages, 0, pane, 0)).toBeCloseTo(1)
    expect(scaleOf('page', pages, 0, pane, 0)).toBeCloseTo(0.5)
    expect(scaleOf('width', pages, 90, pane, 0)).toBeCloseTo(600 / 800)
  })

  it('shows real size at 1', () => expect(scaleOf(1, pages, 0, pane, 0)).toBe(PIXELS_PER_POINT))

  it('never makes a column that a browser cannot lay out', () => {
    const many = Array.from({ length: 20_000 }, () => pages[0]!)
    expect(scaleOf(6, many, 0, pane, 0) * 800 * 20_000).toBeLessThanOrEqual(30_000_000)
  })

  it('steps to the next size from any', () => {
    expect(stepFrom(0.82, 1)).toBe(0.9)
    expect(stepFrom(0.82, -1)).toBe(0.75)
    expect(stepFrom(1, 1)).toBe(1.1)
    expect(stepFrom(6, 1)).toBe(6)
    expect(stepFrom(0.25, -1)).toBe(0.25)
  })
})
