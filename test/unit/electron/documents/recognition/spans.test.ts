import { describe, expect, it } from 'vitest'
import type { FoundLine } from '../../../../../electron/documents/recognition/found_lines'
import { type Placing, settleSizes, spansOf } from '../../../../../electron/documents/recognition/spans'

/** Four pixels for a point; a page of 200 by 300 points whose corner lies at (10, 20) of the file's space. */
const VIEW = [10, 20, 210, 320]
const frame = { view: VIEW, userUnit: 1 }
const line: FoundLine = {
  words: [
    { text: 'Rent', confidence: 90, left: 40, right: 120 },
    { text: 'due', confidence: 40, left: 140, right: 200 },
  ],
  base: 400,
  top: 372,
  bottom: 412,
}

const upright: Placing = {
  viewport: { rotation: 0, convertToPdfPoint: (x: number, y: number) => [10 + x / 4, 320 - y / 4] },
  width: 800,
  height: 1200,
  turned: 0,
  frame,
}

describe('spans', () => {
  it('stand in points of the page, with all that lines are told by', () => {
    const [first, second] = spansOf([line], upright)
    expect(first).toMatchObject({
      text: 'Rent',
      box: { x: 10, y: 93, width: 20, height: 10 },
      direction: 0,
      left: 20,
      right: 40,
      base: -220,
      top: -227,
      bottom: -217,
      confidence: 90,
      order: 0,
    })
    expect(first!.size).toBeCloseTo(10 / 0.94, 6)
    expect(second).toMatchObject({ text: 'due', order: 1, confidence: 40, spaced: true })
  })

  it('of a page that is shown turned by 90 degrees run upwards', () => {
    // as pdf.js does it: what stands at the left when shown is at the bottom of the file's page
    const turned: Placing = {
      ...upright,
      viewport: { rotation: 90, convertToPdfPoint: (x: number, y: number) => [10 + y / 4, 20 + x / 4] },
      width: 1200,
      height: 800,
    }
    const [first, second] = spansOf([line], turned)
    expect(first).toMatchObject({ direction: 90, left: 30, right: 50, base: 110, top: 103, bottom: 113 })
    expect(first!.box).toEqual({ x: 93, y: 270, width: 10, height: 20 })
    expect(second!.left).toBeGreaterThan(first!.right)
  })

  it('lie where the page shows them if the picture was turned before it was read, and still on one line', () => {
    const turned = 0.1
    const [straight] = spansOf([line], upright)
    const [first] = spansOf([line], { ...upright, turned })
    expect(first!.base).toBe(straight!.base)
    const middle = { x: 80, y: 392 }
    // the picture had been turned clockwise about its middle: turn the word back
    const [dx, dy] = [middle.x - 400, middle.y - 600]
    const x = 400 + dx * Math.cos(turned) + dy * Math.sin(turned)
    const y = 600 - dx * Math.sin(turned) + dy * Math.cos(turned)
    expect(first!.box.x + first!.box.width / 2).toBeCloseTo(x / 4, 6)
    expect(first!.box.y + first!.box.height / 2).toBeCloseTo(y / 4, 6)
    expect(first!.box.height).toBeCloseTo(20 * Math.sin(turned) + 10 * Math.cos(turned), 6)
  })
})

it('sizes that differ by a hair are one, others are those of type', () => {
  const span = (text: string, size: number) => ({ ...spansOf([line], upright)[0]!, text, size })
  const pages = [
    [span('A heading', 15.8), span('body text of a page', 10.3)],
    [span('more of that body text', 10.9), span('note', 7.9)],
  ]
  settleSizes(pages)
  expect(pages.flat().map(({ size }) => size)).toEqual([16, 11, 11, 8])
  expect(() => settleSizes([[], []])).not.toThrow()
})
