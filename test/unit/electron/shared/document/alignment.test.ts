import { describe, expect, it } from 'vitest'
import { cutSentences } from '../../../../../electron/documents/sentences'
import { align, utf16Offsets } from '../../../../../electron/shared/document/alignment'
import { plainDocument, read, tokenize } from '../../documents/help'

function documentOf(text: string) {
  const page = { number: 1, start: 0, end: text.length }
  const parts: { start: number; end: number; kind: 'prose' }[] = []
  for (const { 0: paragraph, index } of text.matchAll(/[^\n]+/g)) {
    parts.push({ start: index, end: index + paragraph.length, kind: 'prose' })
  }
  return plainDocument(text, cutSentences(text, parts, [page]))
}

describe('offsets', () => {
  it('count UTF-16 units for UTF-8 bytes and round to whole characters', () => {
    const text = 'aé漢🚢b'
    const bytes = [0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11]
    expect([...utf16Offsets(text, bytes)]).toEqual([0, 1, 1, 2, 2, 3, 3, 3, 3, 5, 6])
    expect([...utf16Offsets(text, bytes, 'up')]).toEqual([0, 1, 2, 2, 3, 3, 5, 5, 5, 5, 6])
  })
})

describe('alignment', () => {
  it('gives every token the characters it is part of', async () => {
    const document = await read('leaflet.pdf')
    for (const longest of [1, 2, 5]) {
      const tokens = tokenize(document.text, longest)
      const alignment = align(document, tokens)
      const bytes = new TextEncoder().encode(document.text)
      for (let i = 0; i < tokens.ids.length; i++) {
        const text = document.text.slice(alignment.starts[i], alignment.ends[i])
        const own = bytes.slice(tokens.offsets[i], tokens.offsets[i + 1])
        expect(Buffer.from(text).includes(Buffer.from(own))).toBe(true)
        expect(text).not.toMatch(/\p{Cs}/u)
      }
    }
  })

  it('gives every token to one unit of at most 80 tokens', async () => {
    const document = await read('leaflet.pdf')
    for (const longest of [1, 5]) {
      const { sentences, tokens, sentenceOfToken } = align(document, tokenize(document.text, longest))
      let next = 0
      let at = 0
      for (const [i, unit] of sentences.entries()) {
        expect(unit.firstToken).toBe(next)
        expect(unit.endToken - unit.firstToken).toBeGreaterThan(0)
        expect(unit.endToken - unit.firstToken).toBeLessThanOrEqual(80)
        expect(unit.start).toBeGreaterThanOrEqual(at)
        expect(sentenceOfToken(unit.firstToken)).toBe(i)
        expect(sentenceOfToken(unit.endToken - 1)).toBe(i)
        next = unit.endToken
        at = unit.end
      }
      expect(next).toBe(tokens.ids.length)
    }
  })

  it('puts a token where its first visible character is, white space with what is before it', () => {
    const text = 'One. Two.\n\nThree.'
    const offsets = Uint32Array.from([0, 3, 4, 8, 9, 10, 11, 17])
    const alignment = align(documentOf(text), { ids: new Int32Array(7), offsets })
    // One|.| Two|.|\n|\n|Three.
    expect(Array.from({ length: 7 }, (_, i) => alignment.sentenceOfToken(i))).toEqual([0, 0, 1, 1, 1, 1, 2])
    expect(alignment.charactersOf(2, 4)).toEqual([4, 9])
    expect(alignment.tokensOf(5, 9)).toEqual([2, 4])
  })

  it('cuts a long row of a table before a cell, not behind its name', () => {
    const text = `Vellmar${Array.from({ length: 30 }, (_, i) => ` | Year ${1990 + i}: ${1000 + i} houses`).join('')}`
    const document = plainDocument(text, [{ start: 0, end: text.length, page: 1, kind: 'item' }])
    const { sentences } = align(document, tokenize(text))
    const cells = sentences.map(({ start, end }) => text.slice(start, end))
    expect(cells.length).toBeGreaterThan(1)
    for (const cell of cells.slice(1)) expect(cell).toMatch(/^\| Year \d{4}: \d{4} houses/)
  })

  it('cuts a long sentence where one would pause', () => {
    const clause = 'the crew carried forty barrels of salt up to the store before the rain came over the quay'
    const text = `First ${clause}; ${clause}; ${clause}; ${clause}; and then ${clause}.`
    const { sentences } = align(documentOf(text), tokenize(text))
    const pieces = sentences.map(({ start, end }) => text.slice(start, end))
    expect(pieces.length).toBeGreaterThan(1)
    expect(pieces.slice(0, -1).every((piece) => piece.endsWith(';'))).toBe(true)
    expect(pieces.join(' ')).toBe(text)
    expect(new Set(sentences.map((unit) => unit.sentence))).toEqual(new Set([0]))
  })

  it('cuts what has no pause between characters', () => {
    const text = '船'.repeat(300)
    const { sentences } = align(documentOf(text), tokenize(text, 1))
    expect(sentences.every((unit) => unit.endToken - unit.firstToken <= 80)).toBe(true)
    expect(sentences.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text)
  })

  it('knows page and boxes of tokens', async () => {
    const document = await read('rotated.pdf')
    const alignment = align(document, tokenize(document.text))
    const [from, to] = alignment.tokensOf(document.pages[2]!.start, document.pages[2]!.end)
    for (let i = from; i < to; i++) expect(alignment.pageOfToken(i)).toBe(3)
    const boxes = alignment.boxesOfTokens(from, to)
    expect(boxes).toHaveLength(4)
    expect(boxes.every(({ page }) => page === 3)).toBe(true)
  })

  it('knows pages of a paragraph that runs on over pages', async () => {
    const document = await read('report.pdf')
    const alignment = align(document, tokenize(document.text))
    const at = document.text.indexOf('Fact 4')
    const [token] = alignment.tokensOf(at, at + 4)
    expect(alignment.pageOfToken(token)).toBe(4)
    expect(alignment.sentences[alignment.sentenceOfToken(token)]!.page).toBe(4)
  })

  it('takes a document without tokens', () => {
    const alignment = align(documentOf(''), tokenize(''))
    expect(alignment.sentences).toEqual([])
    expect(alignment.pageOfToken(0)).toBe(1)
    expect(alignment.boxesOfTokens(0, 0)).toEqual([])
  })

  it('takes 200,000 tokens, within the limit that every test has', () => {
    const text = Array.from({ length: 4000 }, (_, i) => `Boat number ${i} came in with ${i * 3} barrels of salt.`).join(
      '\n\n',
    )
    const document = documentOf(text)
    const tokens = tokenize(text, 1)
    expect(tokens.ids.length).toBeGreaterThan(180_000)
    expect(align(document, tokens).sentences).toHaveLength(4000)
  })
})
