import { describe, expect, it } from 'vitest'
import { placeOf } from '../../../../renderer/actions/sources'
import { piecesOf, unfinished } from '../../../../renderer/answer/text_pieces'
import { GENERATION, SENTENCES, TEXT } from '../made'

const made = (text: string, tokenStarts: number[], sentences: string[]) => ({
  tokenStarts,
  answer: {
    ...GENERATION.answer,
    text,
    sentences: sentences.map((sentence) => ({ ...SENTENCES[0]!, text: sentence })),
  },
})
const texts = (pieces: ReturnType<typeof piecesOf>) => pieces.map((sentence) => sentence.map(({ text }) => text))

describe('an answer cut into its tokens', () => {
  it('gives each token to the sentence in which its first visible character is', () => {
    const pieces = piecesOf(GENERATION)
    expect(texts(pieces)).toEqual([
      ['The', ' pier', ' is', ' old', '.'],
      ['It', ' costs', ' more', '.'],
    ])
    expect(pieces[1]![0]).toEqual({ token: 5, text: 'It' })
  })

  it('shows every character of a sentence whose white space was collapsed', () => {
    const text = 'One\n  two. Three.'
    expect(texts(piecesOf(made(text, [0, 3, 6, 9, 10, 16, 17], ['One two.', 'Three.'])))).toEqual([
      ['One', '\n  ', 'two', '.'],
      ['Three', '.'],
    ])
  })

  it('leaves out tokens that write nothing, such as the end or a part of a character', () => {
    expect(texts(piecesOf(made('Aé.', [0, 1, 1, 2, 3, 3], ['Aé.'])))).toEqual([['A', 'é', '.']])
  })

  it('survives sentences that are not in the text', () => {
    expect(texts(piecesOf(made('Abc.', [0, 3, 4], ['Other.'])))).toEqual([[]])
  })
})

describe('what is not a sentence yet', () => {
  it('is what follows the last one', () => {
    expect(unfinished('One  two. And th', [{ text: 'One two.' }])).toBe('And th')
    expect(unfinished(' \nJust begun', [])).toBe('Just begun')
    expect(unfinished('One.', [{ text: 'One.' }])).toBe('')
  })

  it('is nothing where sentences are of another text', () => {
    expect(unfinished('New text', [{ text: 'Old one.' }])).toBe('')
  })
})

describe('a sentence of the document', () => {
  it('is found by its words, on its page if it stands there', () => {
    const words = 'A new pier of steel is built in May.'
    expect(placeOf(TEXT, words)!.start).toBe(TEXT.indexOf(words))
    expect(placeOf(TEXT, words, 60)!.start).toBe(TEXT.lastIndexOf(words))
    expect(placeOf(TEXT, 'The old pier was closed in 2021.', 60)!.start).toBe(0)
  })

  it('may have other white space, and signs that mean something in patterns', () => {
    expect(placeOf('It costs\n (4.5*2)  crowns?', 'costs (4.5*2) crowns?')).toEqual({ start: 3, end: 26 })
    expect(placeOf(TEXT, 'Nowhere.')).toBeUndefined()
  })
})
