import { describe, expect, it } from 'vitest'
import { boxesOf } from '../../../../electron/shared/document/boxes'
import { characterAt } from '../../../../renderer/reader/characters_at'
import { marksWithin } from '../../../../renderer/reader/overlay/marks_in_range'
import { boxesOnPage, pageMarks } from '../../../../renderer/reader/overlay/page_marks'
import { placesInColumn } from '../../../../renderer/reader/ruler/places'
import { rangeAt, rangesWithin } from '../../../../renderer/reader/search'
import type { Mark } from '../../../../renderer/state/marks'
import { documentOf } from './documents'

const source = documentOf([['The pier was built in 1961.', 'It is 84 metres long.'], ['WWWW iiii Nobody knows.']])

const mark = (start: number, end: number, kind: Mark['kind'] = 'entered'): Mark => ({
  kind,
  start,
  end,
  strength: 0.5,
  label: '',
})

describe('ranges', () => {
  const ranges = [
    { start: 0, end: 4 },
    { start: 6, end: 9 },
  ]

  it('finds the one that holds a position', () => {
    expect([0, 3, 4, 5, 6, 9].map((at) => rangeAt(ranges, at))).toEqual([0, 0, -1, -1, 1, -1])
  })

  it('finds those that touch a stretch', () => {
    expect(rangesWithin(ranges, 3, 7)).toEqual([0, 2])
    expect(rangesWithin(ranges, 4, 6)).toEqual([1, 1])
  })
})

describe('marks', () => {
  it('finds a long mark that began far before', () => {
    const long = mark(0, 100, 'evidence')
    const marks = [long, mark(10, 12), mark(50, 52), mark(90, 95), mark(200, 210)]
    expect(marksWithin(marks, 51, 91)).toEqual([long, marks[2], marks[3]])
    expect(marksWithin(marks, 100, 150)).toEqual([])
  })

  it('finds the same as looking at each, in 100,000', () => {
    const marks = Array.from({ length: 100_000 }, (_, i) => mark(i * 3, i * 3 + (i % 1000 === 0 ? 500 : 2)))
    for (const [start, end] of [
      [0, 10],
      [3001, 3005],
      [150_000, 150_700],
    ] as const) {
      expect(marksWithin(marks, start, end)).toEqual(marks.filter((one) => one.start < end && one.end > start))
    }
  })

  it('lays out what is on a page, once', () => {
    const marks = [mark(0, 8), mark(source.pages[1]!.start, source.pages[1]!.start + 4)]
    expect(pageMarks(source, marks, 1)).toHaveLength(1)
    expect(pageMarks(source, marks, 1)).toBe(pageMarks(source, marks, 1))
    expect(pageMarks(source, marks, 2)[0]!.boxes[0]!.x).toBe(50)
  })

  it('keeps a mark over two pages to its part on each', () => {
    const boxes = [1, 2].map((page) => boxesOnPage(source, page, 0, source.text.length))
    expect(boxes.map((list) => list.length)).toEqual([2, 1])
  })
})

describe('characters', () => {
  it('finds under the pointer what was drawn there', () => {
    for (const word of ['pier', '1961', 'metres', 'WWWW', 'iiii', 'knows']) {
      const at = source.text.indexOf(word)
      const { page, box } = boxesOf(source, at, at + word.length)[0]!
      const inFirst = { x: box.x + box.width / word.length / 3, y: box.y + box.height / 2 }
      const inLast = { x: box.x + box.width - 1, y: box.y + box.height / 2 }
      expect(characterAt(source, page, inFirst)).toBe(at)
      expect(characterAt(source, page, inLast)).toBe(at + word.length - 1)
    }
  })

  it('finds nothing in the margin', () => {
    expect(characterAt(source, 1, { x: 10, y: 105 })).toBeUndefined()
    expect(characterAt(source, 1, { x: 60, y: 700 })).toBeUndefined()
  })

  it('makes wide letters wider than narrow ones', () => {
    const { start } = source.pages[1]!
    const widthOf = (from: number) => boxesOf(source, from, from + 4)[0]!.box.width
    expect(widthOf(start)).toBeGreaterThan(2.5 * widthOf(start + 5))
  })
})

describe('the ruler', () => {
  it('places characters where their page lies', () => {
    const placeOf = placesInColumn(source)
    expect(placeOf(0)).toBeCloseTo(100 / 1600)
    expect(placeOf(source.pages[1]!.start)).toBeCloseTo(900 / 1600)
  })

  it('goes by characters where there are no pages', () => {
    expect(placesInColumn({ ...source, runs: [] })(source.text.length / 2)).toBe(0.5)
  })
})
