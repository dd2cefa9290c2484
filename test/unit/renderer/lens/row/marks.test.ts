import { describe, expect, it } from 'vitest'
import { stripPages } from '../../../../../renderer/lens/entered/strip'
import { enteredMarks, evidenceMarks, scoreMarks } from '../../../../../renderer/lens/row/marks'
import { scoredSentences } from '../../../../../renderer/lens/row/ranking'
import { alignment, generation, row, TEXT } from '../made'

describe('marks of entered attention', () => {
  it('are the exact document positions of the row, one for each token, neighbours apart', () => {
    const marks = enteredMarks(row(), generation, alignment())
    expect(marks.map(({ position }) => position)).toEqual([5, 6, 9, 15, 17])
    expect(marks.map(({ start, end }) => TEXT.slice(start, end))).toEqual(['The', 'pier', 'It', 'comes', 'June.'])
  })

  it('follow the part of the document that was read', () => {
    const later = { ...generation, part: { from: 7, to: 13, firstPage: 2, lastPage: 2 }, textEnd: 11, promptLength: 14 }
    const [mark] = enteredMarks({ positions: Int32Array.of(5), scores: Float32Array.of(1) }, later, alignment())
    expect(TEXT.slice(mark!.start, mark!.end)).toBe('A')
  })

  it('do not exist for a merge, which never read the document', () => {
    expect(enteredMarks(row(), { ...generation, part: undefined }, alignment())).toEqual([])
  })
})

describe('marks of indexer scores', () => {
  it('tell sentences that got in from those that missed, and by how much', () => {
    const marks = scoreMarks(scoredSentences(row(), generation, undefined), 1, generation, alignment())
    expect(marks.map(({ kind }) => kind)).toEqual(['score', 'missed', 'score'])
    expect(marks[1]!.label).toContain('missed by 0.25')
    expect(marks[2]!.strength).toBe(1)
    expect(marks[0]!.strength).toBe(0.5)
  })
})

describe('marks of evidence', () => {
  it('are as strong as their score beside the best, in the order of the text', () => {
    const marks = evidenceMarks([
      { start: 20, end: 30, score: 12, count: 4, rank: 1 },
      { start: 0, end: 10, score: 3, count: 1, rank: 2 },
    ])
    expect(marks.map(({ start, strength }) => [start, strength])).toEqual([
      [0, 0.25],
      [20, 1],
    ])
    expect(marks[0]!.label).toBe('Evidence, rank 2: score 3.0; its tokens entered attention 1 time.')
  })
})

describe('strip of tokens', () => {
  it('groups tokens by page and neighbours into runs, and counts what was left out between', () => {
    const pages = stripPages(row().positions, generation, alignment())
    expect(pages.map(({ page, tokens }) => [page, tokens])).toEqual([
      [1, 3],
      [2, 2],
    ])
    const runs = pages.flatMap((page) => page.runs)
    expect(runs.map((run) => run.tokens.map(({ text }) => text.trim()).join(' '))).toEqual([
      'The pier',
      'It',
      'comes',
      'June.',
    ])
    expect(runs.map(({ skipped }) => skipped)).toEqual([0, 2, 5, 1])
  })
})
