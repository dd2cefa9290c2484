import { expect, it } from 'vitest'
import type { SourceDocument, TextRun } from '../../../../../electron/shared/document/types'
import { recognizedText } from '../../../../../renderer/reader/pdf/recognized_text'
import { documentOf } from '../documents'

const FRAME = { view: [10, 20, 610, 820], userUnit: 1 }
const TEXT = 'Rent is due.'

function recognized(change: Partial<TextRun> = {}): SourceDocument {
  const runs: TextRun[] = [
    { start: 0, end: 4, page: 1, box: { x: 50, y: 100, width: 40, height: 10 }, confidence: 90, ...change },
    { start: 5, end: 7, page: 1, box: { x: 95, y: 101, width: 12, height: 10 }, confidence: 80 },
    { start: 8, end: 12, page: 1, box: { x: 50, y: 114, width: 30, height: 10 }, confidence: 70 },
  ]
  return { ...documentOf([[TEXT]]), runs }
}

it('recognized words are text to select, each in its place, with the blanks between them', () => {
  const content = recognizedText(recognized(), 1, FRAME)!
  expect(content.items.map((item) => 'str' in item && [item.str, item.hasEOL])).toEqual([
    ['Rent ', false],
    ['is ', true],
    ['due.', false],
  ])
  const [first] = content.items
  expect(first).toMatchObject({ width: 40, height: 10, fontName: 'recognized' })
  // the line that its letters stand on, counted from the page's lower left corner
  expect('transform' in first! && first.transform).toEqual([10, 0, -0, 10, 60, 820 - 107.8])
  expect(content.styles.recognized).toMatchObject({ vertical: false })
})

it('words that run upwards begin at the foot of their box', () => {
  const box = { x: 100, y: 200, width: 10, height: 40 }
  const [first] = recognizedText(recognized({ direction: 90, box }), 1, FRAME)!.items
  expect('transform' in first! && first.transform.map((one) => Math.round(one * 10) / 10)).toEqual([
    0, 10, -10, 0, 117.8, 580,
  ])
  expect(first).toMatchObject({ width: 40, height: 10 })
})

it('pages that have text of their own are left to pdf.js', () => {
  expect(recognizedText(documentOf([[TEXT]]), 1, FRAME)).toBeUndefined()
})
