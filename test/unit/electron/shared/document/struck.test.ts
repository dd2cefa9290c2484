import { describe, expect, it } from 'vitest'
import { sliceWithMarks, struckPieces, struckRanges } from '../../../../../electron/shared/document/struck'

const struck = (text: string) => struckRanges(text).map(({ start, end }) => text.slice(start, end))

describe('struck-out words', () => {
  it.each([
    ['The rent is ~~900~~ 950.', ['900']],
    ['~~All of it.~~', ['All of it.']],
    ['~~One~~ and ~~two~~.', ['One', 'two']],
    ['Nothing is.', []],
    ['A line of tildes: ~~~~~~~~', []],
    // cut out of a longer stretch
    ['The rent ~~is 900', ['is 900']],
    ['is 900~~. It rises.', ['is 900']],
    ['paid~~.', ['paid']],
    ['Paid (~~by cheque', ['by cheque']],
    ['first~~. Then ~~second~~.', ['first', 'second']],
    ['Then ~~second~~, and ~~third', ['second', 'third']],
  ])('%j', (text, words) => expect(struck(text)).toEqual(words))

  it('in pieces the text is whole', () => {
    const text = 'was ~~900~~ once, ~~then'
    const pieces = struckPieces(text)
    expect(pieces.map(({ start, end, look }) => [text.slice(start, end), look])).toEqual([
      ['was ', undefined],
      ['~~', 'mark'],
      ['900', 'struck'],
      ['~~', 'mark'],
      [' once, ', undefined],
      ['~~', 'mark'],
      ['then', 'struck'],
    ])
    expect(struckPieces('plain')).toEqual([{ start: 0, end: 5 }])
    expect(struckPieces('')).toEqual([])
  })

  it('a part of the text keeps the marks at its ends', () => {
    const text = 'was ~~900 euros~~ once'
    const slice = (words: string) => sliceWithMarks(text, text.indexOf(words), text.indexOf(words) + words.length)
    expect(slice('euros')).toBe('~~euros~~')
    expect(slice('was ~~900')).toBe('was ~~900~~')
    expect(slice('euros~~ once')).toBe('~~euros~~ once')
    expect(slice('once')).toBe('once')
    expect(slice(text)).toBe(text)
  })
})
