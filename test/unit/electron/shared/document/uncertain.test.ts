import { expect, it } from 'vitest'
import { uncertainWords, withDoubts } from '../../../../../electron/shared/document/uncertain'

const BOX = { x: 0, y: 0, width: 9, height: 9 }

/** A text of recognized words; those in braces are uncertain. */
function recognized(marked: string) {
  const text = marked.replace(/[{}]/g, '')
  let at = 0
  const runs = [...marked.matchAll(/\S+|\s+/g)].flatMap(([piece]) => {
    const start = at
    at += piece.replace(/[{}]/g, '').length
    return /\s/.test(piece) ? [] : [{ start, end: at, page: 1, box: BOX, confidence: piece.includes('{') ? 41 : 96 }]
  })
  return { text, runs }
}

const marked = ({ text, runs }: ReturnType<typeof recognized>, start = 0, end = text.length) =>
  withDoubts(text.slice(start, end).replace(/\s+/g, ' ').trim(), uncertainWords({ text, runs }, start, end))

it('marks uncertain words, before the signs that end them', () => {
  expect(marked(recognized('The rent is {41O} euros.'))).toBe('The rent is 41O[?] euros.')
  expect(marked(recognized('It is due in {Mav.}'))).toBe('It is due in Mav[?].')
  expect(marked(recognized('{The} rent {is} due'))).toBe('The[?] rent is[?] due')
  expect(marked(recognized('{~}'))).toBe('~[?]')
})

it('counts places from where a quotation begins, with its white space collapsed', () => {
  const document = recognized('One line.\n\nThe  {rent}\nis due.')
  const start = document.text.indexOf('The')
  expect(marked(document, start)).toBe('The rent[?] is due.')
  expect(uncertainWords(document, start, document.text.length)).toEqual([{ start: 4, end: 8 }])
  expect(uncertainWords(document, 0, 9)).toEqual([])
})

it('a word that was cut at the end of a line is one word', () => {
  const text = 'the harbour master'
  const runs = [
    { start: 0, end: 3, page: 1, box: BOX, confidence: 95 },
    { start: 4, end: 7, page: 1, box: BOX, confidence: 95 },
    { start: 7, end: 11, page: 1, box: BOX, confidence: 30 },
    { start: 12, end: 18, page: 1, box: BOX, confidence: 95 },
  ]
  expect(uncertainWords({ text, runs }, 0, text.length)).toEqual([{ start: 4, end: 11 }])
})

it('nothing is uncertain of a text that the file itself holds', () => {
  const runs = [{ start: 0, end: 4, page: 1, box: BOX }]
  expect(uncertainWords({ text: 'Rent', runs }, 0, 4)).toEqual([])
  expect(withDoubts('Rent')).toBe('Rent')
})
