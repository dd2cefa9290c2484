import { expect, it } from 'vitest'
import { apart, binsOf, outsideOf, withOutside } from '../../../../electron/trace/places'

const places = { textStart: 4, textEnd: 14, promptLength: 18 }

it('covers the text with bins, without gap or overlap', () => {
  for (const bins of [1, 3, 10, 25]) {
    const ends = binsOf(places, bins, { from: 0, to: places.textEnd - places.textStart })
    expect(ends).toHaveLength(2 * bins)
    expect(ends[0]).toBe(4)
    expect(ends.at(-1)).toBe(14)
    for (let i = 2; i < ends.length; i += 2) expect(ends[i]).toBe(ends[i - 1])
  }
})

it('puts template, question and answer around the text', () => {
  const ends = withOutside(places, Int32Array.of(5, 9, 9, 12))
  expect([...ends.subarray(0, 10)]).toEqual([0, 4, 5, 9, 9, 12, 14, 18, 18, 2 ** 24])
  // as a trace's totals come: one for each segment, and the rest
  const { inside, outside, unsorted } = apart(Uint32Array.of(1, 2, 3, 4, 5, 6))
  expect([...inside]).toEqual([2, 3])
  expect(outside).toEqual({ template: 1, question: 4, answer: 5 })
  expect(unsorted).toBe(6)
})

it('sorts a row by place', () => {
  expect(outsideOf(Int32Array.of(0, 3, 4, 13, 14, 17, 18, 30), places)).toEqual({ template: 2, question: 2, answer: 2 })
})
