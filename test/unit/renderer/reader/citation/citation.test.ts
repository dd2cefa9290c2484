import { describe, expect, it } from 'vitest'
import type { SourceDocument } from '../../../../../electron/shared/document/types'
import { citation } from '../../../../../renderer/reader/citation/quote'
import { labelOf, pageName, pageNamed } from '../../../../../renderer/reader/names'
import { documentOf } from '../documents'

const source = documentOf(
  [['A preface.'], ['The survey was led by Tomas.'], ['It ended.']],
  [{ label: 'i' }, { label: '1' }],
)

describe('copy with citation', () => {
  it('joins what lines and hyphens had parted', () => {
    expect(citation(source, 'The sur-\nvey  was led', 2, 2)).toBe('“The survey was led” (The pier, p. 1)')
  })

  it('keeps what ends the selection, and words that the text does not have', () => {
    expect(citation(source, 'led by Tomas.', 2, 2)).toBe('“led by Tomas.” (The pier, p. 1)')
    expect(citation(source, 'Page 2\nof 3', 2, 2)).toBe('“Page 2 of 3” (The pier, p. 1)')
  })

  it('keeps the marks around what is struck out', () => {
    const struck = documentOf([['The rent is ~~900 euros~~ 950.']])
    const marked: SourceDocument = { ...struck, notes: [{ page: 1, kind: 'struck', text: 'x' }] }
    expect(citation(marked, '900 euros', 1, 1)).toBe('“~~900 euros~~” (The pier)')
    expect(citation(marked, 'is 900', 1, 1)).toBe('“is ~~900~~” (The pier)')
    expect(citation(marked, 'euros 950', 1, 1)).toBe('“~~euros~~ 950” (The pier)')
    expect(citation(struck, '900 euros', 1, 1)).toBe('“900 euros” (The pier)')
  })

  it('marks words of which text recognition is not sure', () => {
    const scanned = documentOf([['The rent is 41O euros.']])
    const at = scanned.text.indexOf('41O')
    const box = { x: 0, y: 0, width: 9, height: 9 }
    const marked = { ...scanned, runs: [{ start: at, end: at + 3, page: 1, box, confidence: 40 }] }
    expect(citation(marked, 'rent is 41O euros.', 1, 1)).toBe('“rent is 41O[?] euros.” (The pier)')
    expect(citation(marked, 'The rent', 1, 1)).toBe('“The rent” (The pier)')
  })

  it('names both pages, or none of a document that has one', () => {
    expect(citation(source, 'Tomas.\nIt ended', 2, 3)).toContain('(The pier, pp. 1–3)')
    expect(citation(documentOf([['A preface.']]), 'preface', 1, 1)).toBe('“preface” (The pier)')
  })
})

describe('page names', () => {
  it('says the printed number and the place', () => {
    expect(pageName(source, 1)).toBe('Page i, 1 of 3')
    expect(pageName(source, 3)).toBe('Page 3 of 3')
    expect(labelOf(source, 3)).toBe('3')
  })

  it('finds a page by the printed number first', () => {
    expect(pageNamed(source, 'I')).toBe(1)
    expect(pageNamed(source, '1')).toBe(2)
    expect(pageNamed(source, ' 3 ')).toBe(3)
    expect(['', '0', '4', 'x', '1.5'].map((typed) => pageNamed(source, typed))).toEqual(Array(5).fill(undefined))
  })
})
