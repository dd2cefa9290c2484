import { describe, expect, it } from 'vitest'
import type { Alignment } from '../../../../electron/shared/document/alignment'
import { passagesOf } from '../../../../electron/shared/document/passages'
import type { Passage } from '../../../../electron/shared/ipc/answer_data'
import {
  bestExplained,
  bestFirst,
  chooseExcerpts,
  excerptBudget,
  readableExcerpts,
} from '../../../../electron/summarize/excerpts'

/** Six sentences of ten tokens; token ids are their places. */
const units = Array.from({ length: 6 }, (_, i) => ({
  start: 10 * i,
  end: 10 * i + 9,
  page: 1 + Math.floor(i / 2),
  kind: 'text' as const,
  firstToken: 10 * i,
  endToken: 10 * i + 10,
  sentence: i,
}))
const alignment = {
  sentences: units,
  tokens: { ids: Int32Array.from({ length: 60 }, (_, i) => i), offsets: new Uint32Array() },
  document: { text: 'sentence  '.repeat(6), runs: [] },
} as unknown as Alignment

const passage = (sentence: number, score: number): Passage => ({ sentence, page: 1, text: `s${sentence}`, score })

describe('excerpts', () => {
  it('are ranked over all parts, a sentence that two parts share once', () => {
    const ranked = bestFirst([passage(0, 1), passage(3, 5), passage(3, 7), passage(4, 5)], alignment)
    expect(ranked.map(({ sentence, score }) => [sentence, score])).toEqual([
      [3, 7],
      [4, 5],
      [0, 1],
    ])
  })

  it('are no headings, unless there is nothing else', () => {
    const headed = {
      sentences: units.map((unit, i) => ({ ...unit, kind: i < 2 ? 'heading' : unit.kind })),
    } as Alignment
    const ranked = (...of: Passage[]) => bestFirst(of, headed).map(({ sentence }) => sentence)
    expect(ranked(passage(0, 9), passage(2, 1))).toEqual([2])
    expect(ranked(passage(0, 1), passage(1, 9))).toEqual([1, 0])
  })

  it('are the best that fit the budget, in the order of the document, and never fewer than five', () => {
    const ranked = [4, 1, 2, 5, 0, 3].map((sentence, i) => passage(sentence, 9 - i))
    const chosen = (budget: number) => chooseExcerpts(ranked, alignment, budget).map(({ sentence }) => sentence)
    expect(chosen(60)).toEqual([0, 1, 2, 3, 4, 5])
    expect(chosen(59)).toEqual([0, 1, 2, 4, 5])
    expect(chosen(1)).toEqual([0, 1, 2, 4, 5])
  })

  it('of the built-in model are those that explain the question nearly best, if any does', () => {
    const ranked = [0.5, 0.8, 0.75, undefined].map((explains, i) => ({ ...passage(i, 9 - i), explains }))
    expect(bestExplained(ranked).map(({ sentence }) => sentence)).toEqual([1, 2])
    const vague = ranked.map((one) => ({ ...one, explains: 0.2 }))
    expect(bestExplained(vague)).toEqual(vague)
    expect(bestExplained([])).toEqual([])
  })

  it('take a quarter of what enters attention', () => {
    expect(excerptBudget(256)).toBe(64)
    expect(excerptBudget(2048)).toBe(512)
    expect(excerptBudget(16)).toBe(64)
  })

  it('may be chosen by hand; what the document doesn’t hold is left out', () => {
    expect(passagesOf([4, 1, 4, 99], alignment)).toEqual([
      { sentence: 1, page: 1, text: 'sentence', score: 0 },
      { sentence: 4, page: 3, text: 'sentence', score: 0 },
    ])
  })

  it('are read as the document’s own tokens, neighbours together and a gap between others', () => {
    const text = readableExcerpts([passage(1, 1), passage(2, 1), passage(4, 1)], alignment, Int32Array.of(99))
    expect([...text.ids]).toEqual([
      ...Array.from({ length: 20 }, (_, i) => 10 + i),
      99,
      40,
      41,
      42,
      43,
      44,
      45,
      46,
      47,
      48,
      49,
    ])
    expect(text.pieces).toEqual([
      { from: 10, to: 30, at: 0 },
      { from: 40, to: 50, at: 21 },
    ])
    expect(text.sentences.map(({ begin, end, sentence }) => [begin, end, sentence])).toEqual([
      [0, 10, 1],
      [10, 20, 2],
      [21, 31, 4],
    ])
    expect(text.lasting).toBeUndefined()
  })
})
