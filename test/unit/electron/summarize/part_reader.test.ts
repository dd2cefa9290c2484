import { describe, expect, it } from 'vitest'
import { cutIntoParts } from '../../../../electron/documents/sections'
import { readText } from '../../../../electron/documents/text/text'
import { align } from '../../../../electron/shared/document/alignment'
import { readablePart } from '../../../../electron/summarize/part_reader'
import { tokenize } from '../documents/help'

const fishing = (sentences: number) => {
  const text = Array.from({ length: sentences }, (_, i) => `In ${1000 + i} boat ${i} brought cod.`).join(' ')
  const document = readText(text, 'fishing.txt')
  return align(document, tokenize(document.text))
}

describe('the parts of a document as texts to read', () => {
  it('hold all its tokens and sentences, each with its place in the part', () => {
    const document = fishing(50)
    const parts = cutIntoParts(document, 37)
    const texts = parts.map((part) => readablePart(document, part))
    expect(texts.flatMap(({ ids }) => [...ids])).toEqual([...document.tokens.ids])
    for (const [i, { ids, sentences }] of texts.entries()) {
      expect(sentences[0]!.begin).toBe(0)
      expect(sentences.at(-1)!.end).toBe(ids.length)
      for (const [j, { begin, end, sentence, text }] of sentences.entries()) {
        expect(begin).toBe(j ? sentences[j - 1]!.end : 0)
        const unit = document.sentences[sentence]!
        expect([begin, end].map((at) => at + parts[i]!.from)).toEqual([unit.firstToken, unit.endToken])
        expect(text).toBe(document.document.text.slice(unit.start, unit.end))
      }
    }
  })

  it('cut a sentence that is longer than a part', () => {
    const document = fishing(3)
    const { firstToken, endToken } = document.sentences[1]!
    const middle = readablePart(document, { from: firstToken + 2, to: endToken - 1 })
    expect(middle.sentences).toMatchObject([{ begin: 0, end: endToken - firstToken - 3, sentence: 1 }])
  })

  it('hold every sentence once, even of thousands of pages', () => {
    const document = fishing(60_000)
    const parts = cutIntoParts(document, 300).map((part) => readablePart(document, part))
    const sentences = parts.flatMap((part) => part.sentences.map(({ sentence }) => sentence))
    expect(new Set(sentences).size).toBe(60_000)
  })
})
