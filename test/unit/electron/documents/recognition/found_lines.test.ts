import { expect, it } from 'vitest'
import { foundLines, sureness } from '../../../../../electron/documents/recognition/found_lines'
import { blocks, line } from './made'

it('tells words and how far their line reaches', () => {
  const [found] = foundLines(
    blocks(
      line(100, [
        { text: 'Rent', x0: 10, x1: 60 },
        { text: 'due', confidence: 51.6, x0: 70, x1: 99 },
      ]),
    ),
  )
  expect(found).toEqual({
    base: 100,
    top: 70,
    bottom: 108,
    words: [
      { text: 'Rent', confidence: 95, left: 10, right: 60 },
      { text: 'due', confidence: 52, left: 70, right: 99 },
    ],
  })
})

it("takes the letters' own extent where Tesseract's guess is senseless", () => {
  const [found] = foundLines(
    blocks(line(100, [{ text: 'Rent', x0: 10, x1: 60 }], { rowHeight: 900, ascenders: 8, descenders: 8 })),
  )
  expect(found).toMatchObject({ top: 70, bottom: 108 })
})

it('leaves out what is no text: specks, and lines that are guesses', () => {
  const specks = line(100, [
    { text: '.', confidence: 40, x0: 1, x1: 3 },
    { text: 'Rent', x0: 10, x1: 60 },
    { text: '|', confidence: 30, x0: 70, x1: 72 },
    { text: 'xq', confidence: 9, x0: 80, x1: 99 },
    { text: '–', confidence: 90, x0: 110, x1: 120 },
  ])
  const guess = line(200, [
    { text: 'vvii', confidence: 33, x0: 10, x1: 60 },
    { text: 'Il', confidence: 20, x0: 70, x1: 90 },
  ])
  const found = foundLines(blocks(specks, guess))
  expect(found.map(({ words }) => words.map(({ text }) => text))).toEqual([['Rent', '–']])
})

it('composes letters and drops what nobody sees', () => {
  const [found] = foundLines(
    blocks(
      line(100, [
        { text: 'ﬁve\u00ad', x0: 1, x1: 30 },
        { text: 'u\u0308ber', x0: 40, x1: 70 },
      ]),
    ),
  )
  expect(found!.words.map(({ text }) => text)).toEqual(['five', 'über'])
})

it('weighs how sure it is by letters', () => {
  const word = (text: string, confidence: number) => ({ text, confidence, left: 0, right: 1 })
  expect(sureness([word('abc', 90), word('d', 50)])).toBe(80)
  expect(sureness([])).toBe(0)
})
