import { describe, expect, it } from 'vitest'
import { answerUnits, tokenStarts } from '../../../../electron/summarize/answer'

/** An answer of these tokens. */
function said(...tokens: (string | Uint8Array)[]) {
  const bytes = tokens.map((token) => Buffer.from(token as string))
  const offsets = [0]
  for (const { length } of bytes) offsets.push(offsets.at(-1)! + length)
  return { text: Buffer.concat(bytes).toString(), ids: tokens.map((_, i) => i), offsets }
}

const spans = (...tokens: (string | Uint8Array)[]) =>
  answerUnits(said(...tokens)).map(({ text, from, to }) => [text, from, to])

describe('the sentences of an answer', () => {
  it('begin with the token of their first letter, whose space lies before it', () => {
    expect(spans('Rope', ' is', ' dear', '.', ' The', ' pier', ' is', ' not', '.')).toEqual([
      ['Rope is dear.', 0, 4],
      ['The pier is not.', 4, 9],
    ])
  })

  it('have their tokens one after the other, all of them', () => {
    const units = answerUnits(said(' One', '.', ' Two', '!', '\n', '\n', 'Three', '?', ' Four'))
    expect(units.map(({ from, to }) => [from, to])).toEqual([
      [0, 2],
      [2, 6],
      [6, 8],
      [8, 9],
    ])
  })

  it('leave a token of white space to the sentence before, and one that ends a sentence too', () => {
    expect(spans('Yes', '.\n', ' ', 'No', '.')).toEqual([
      ['Yes.', 0, 3],
      ['No.', 3, 5],
    ])
    expect(spans('Yes', '. No', '.')).toEqual([
      ['Yes.', 0, 2],
      ['No.', 2, 3],
    ])
  })

  it('take a character that is cut by tokens whole', () => {
    const [first, second] = [Buffer.from('Ü').subarray(0, 1), Buffer.from('Ü').subarray(1)]
    expect(spans('Ja', '.', ' ', first, second, 'ber', ' Nacht', '.')).toEqual([
      ['Ja.', 0, 3],
      ['Über Nacht.', 3, 8],
    ])
  })

  it('are told before they end, as far as they are', () => {
    expect(spans('Rope', '.', ' The')).toEqual([
      ['Rope.', 0, 2],
      ['The', 2, 3],
    ])
    expect(spans('Rope', '.', ' ')).toEqual([['Rope.', 0, 3]])
    expect(spans()).toEqual([])
  })
})

describe("tokens' places", () => {
  it('are those in the trimmed text', () => {
    expect(tokenStarts(said('\n', ' One', '.', ' Two'))).toEqual([0, 0, 3, 4, 8])
  })
})
