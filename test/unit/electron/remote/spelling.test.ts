import { describe, expect, it } from 'vitest'
import { withoutControl } from '../../../../electron/remote/frame'
import { spell } from '../../../../electron/remote/spelling'

const offsets = (text: string, pieces: (string | Buffer)[]) => {
  const found = spell(text, pieces)
  return 'offsets' in found ? [...found.offsets] : found
}

describe('a server’s tokens', () => {
  it('have their places in the text that they spell', () => {
    expect(offsets('The pier is old.', ['The', ' pier', ' is', ' old', '.'])).toEqual([0, 3, 8, 11, 15, 16])
    expect(offsets('Grüße', ['Gr', 'ü', 'ße'])).toEqual([0, 2, 4, 7])
    expect(offsets('Grüße', [Buffer.from('Gr\xc3', 'latin1'), Buffer.from('\xbc\xc3\x9fe', 'latin1')])).toEqual([
      0, 3, 7,
    ])
  })

  it('may hold parts of a character: these share it', () => {
    expect(offsets('a😀b', ['a', '\ufffd', '\ufffd', 'b'])).toEqual([0, 1, 3, 5, 6])
    expect(offsets('ab😀', ['ab', '\ufffd', '\ufffd'])).toEqual([0, 2, 4, 6])
    expect(offsets('x ü 語y', ['x', ' \ufffd', '\ufffd', ' ', '\ufffd', '\ufffd', 'y'])).toEqual([
      0, 1, 2, 4, 5, 6, 8, 9,
    ])
  })

  it('may drop a space before a word', () => {
    expect(offsets('one two', ['one', 'two'])).toEqual([0, 3, 7])
  })

  it('that say something else are told, to the token', () => {
    expect(offsets('The pier is old.', ['The', ' pier', ' was', ' old', '.'])).toEqual({
      at: 8,
      text: ' is old.',
      said: ' was',
      token: 2,
    })
    expect(offsets('The pier', ['The'])).toEqual({ at: 3, text: ' pier', said: '', token: 1 })
    expect(offsets('The', ['The', ' pier'])).toEqual({ at: 3, text: '', said: ' pier', token: 1 })
  })
})

it('cuts a text where it would become a control token', () => {
  const text = 'He wrote <｜User｜> and <|im_end|>, a </think> and a < b > c.'
  const pieces = withoutControl(text)
  expect(pieces.join('')).toBe(text)
  expect(pieces).toEqual(['He wrote <', '｜User｜> and <', '|im_end|>, a <', '/think> and a < b > c.'])
})
