import { describe, expect, it } from 'vitest'
import { readMarkdown } from '../../../../../electron/documents/markup/markdown'
import { readText } from '../../../../../electron/documents/text/text'
import { paragraphsOf } from '../../../../../renderer/reader/flow/paragraphs'
import { segmentsOf } from '../../../../../renderer/reader/flow/segments'
import type { Mark } from '../../../../../renderer/state/marks'

const mark = (start: number, end: number, kind: Mark['kind']): Mark => ({ kind, start, end, strength: 1, label: '' })

describe('paragraphs', () => {
  it('has headings, items and prose, and every letter of the text', () => {
    const source = readMarkdown('# One\n\nA pier. It stands.\n\n- first\n- second\n\n## Two\n\nEnd.', 'a.md')
    const paragraphs = paragraphsOf(source)
    expect(paragraphs.map(({ kind, level }) => [kind, level])).toEqual([
      ['heading', 1],
      ['prose', 1],
      ['item', 1],
      ['item', 1],
      ['heading', 2],
      ['prose', 1],
    ])
    const letters = paragraphs.map(({ start, end }) => source.text.slice(start, end)).join('\n\n')
    expect(letters).toBe(source.text)
  })

  it('knows where a page begins', () => {
    const paragraphs = paragraphsOf(readText('One.\n\nTwo.\fThree.', 'a.txt'))
    expect(paragraphs.map(({ page, beginsPage }) => [page, beginsPage])).toEqual([
      [1, false],
      [1, false],
      [2, true],
    ])
  })
})

describe('segments', () => {
  it('changes nowhere but where a mark or a sentence does', () => {
    const evidence = mark(0, 10, 'evidence')
    const found = mark(8, 12, 'found')
    const segments = segmentsOf({ start: 2, end: 20 }, [{ start: 0, end: 10 }], [[evidence], [found]])
    expect(segments).toEqual([
      { start: 2, end: 8, marks: [evidence] },
      { start: 8, end: 10, marks: [evidence, found] },
      { start: 10, end: 12, marks: [found] },
      { start: 12, end: 20, marks: [] },
    ])
  })
})
