import { describe, expect, it } from 'vitest'
import { cutIntoParts, type TokenRange } from '../../../../electron/documents/sections'
import { align } from '../../../../electron/shared/document/alignment'
import { read, tokenize } from './help'

const SAMPLE = '../../../assets/samples/sample.pdf'

async function sample(name = SAMPLE) {
  const document = await read(name)
  return align(document, tokenize(document.text))
}

function checkParts(parts: TokenRange[], total: number, most: number): void {
  let next = 0
  for (const { from, to } of parts) {
    expect(from).toBe(next)
    expect(to).toBeGreaterThan(from)
    expect(to - from).toBeLessThanOrEqual(most)
    next = to
  }
  expect(next).toBe(total)
}

describe('parts', () => {
  it('hold the whole document, whatever their size', async () => {
    const alignment = await sample()
    const total = alignment.tokens.ids.length
    for (const most of [1, 7, 50, 200, 333, 1000, total - 1, total, total + 1]) {
      checkParts(cutIntoParts(alignment, most), total, most)
    }
    expect(cutIntoParts(alignment, total)).toHaveLength(1)
  })

  it('begin at headings where there are any, and are about even', async () => {
    const alignment = await sample()
    const total = alignment.tokens.ids.length
    const parts = cutIntoParts(alignment, Math.ceil(total / 2.6))
    expect(parts).toHaveLength(3)
    for (const { from } of parts.slice(1)) {
      expect(alignment.sentences[alignment.sentenceOfToken(from)]!.kind).toBe('heading')
    }
    const lengths = parts.map(({ from, to }) => to - from)
    expect(Math.min(...lengths)).toBeGreaterThan(0.6 * Math.max(...lengths))
  })

  it('end with sentences where there are no headings', async () => {
    const alignment = await sample('report.pdf')
    const parts = cutIntoParts(alignment, 90)
    expect(parts.length).toBeGreaterThan(1)
    const firsts = new Set(alignment.sentences.map((unit) => unit.firstToken))
    expect(parts.every(({ from }) => firsts.has(from))).toBe(true)
  })

  it('are none for a document without tokens, and never empty', async () => {
    const alignment = await sample('one-page.pdf')
    expect(cutIntoParts({ ...alignment, tokens: tokenize('') }, 100)).toEqual([])
    expect(() => cutIntoParts(alignment, 0)).toThrow(RangeError)
  })
})
