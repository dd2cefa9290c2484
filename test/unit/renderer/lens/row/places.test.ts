import { describe, expect, it } from 'vitest'
import { pageTitle } from '../../../../../electron/shared/shown/page_names'
import { pageTicks } from '../../../../../electron/shared/shown/page_ticks'
import { pairsOfAll } from '../../../../../electron/shared/shown/pairs'
import {
  allEntered,
  enteredByRegion,
  enteredTokens,
  regionSizes,
  visibleTokens,
} from '../../../../../renderer/lens/row/places'
import {
  around,
  firstSpan,
  isWhole,
  sentenceOf,
  spanText,
  tokenName,
} from '../../../../../renderer/lens/subject/answer_tokens'
import { readSentence, sentenceOfText } from '../../../../../renderer/lens/subject/sentences'
import { nextToken } from '../../../../../renderer/lens/subject/steps'
import { alignment, generation, row, source } from '../made'

describe('places', () => {
  it('counts what entered in each region', () => {
    expect(enteredByRegion(row())).toEqual({ template: 1, text: 5, question: 1, answer: 1 })
  })

  it('counts what a token sees, in regions that add up', () => {
    const sizes = regionSizes(generation, 2)
    expect(sizes).toEqual({ template: 5, text: 13, question: 3, answer: 2 })
    expect(visibleTokens(generation, 2)).toBe(5 + 13 + 3 + 2)
    expect(enteredTokens(generation, 2)).toBe(8)
  })

  it('knows when nothing was left out', () => {
    expect(allEntered(generation, 0)).toBe(false)
    expect(allEntered({ ...generation, topK: 21 }, 0)).toBe(true)
    expect(allEntered({ ...generation, topK: 21 }, 1)).toBe(false)
    expect(enteredTokens({ ...generation, topK: 30 }, 0)).toBe(21)
  })
})

describe('tokens of the answer', () => {
  it('are named without their space and shown in their context', () => {
    expect(tokenName(generation, 3)).toBe('June.')
    expect(spanText(generation, { from: 2, to: 4 })).toBe(' in June.')
    expect(around(generation, 3, 9)).toEqual({ before: '…in', after: ' Then it…' })
    expect(around(generation, 0)).toEqual({ before: '', after: ' closes in June. Then it opens.' })
    const lines = { answer: { ...generation.answer, text: 'Yes.\n\nNo. ' }, tokenStarts: [0, 4, 6, 10] }
    expect(around(lines, 0)).toEqual({ before: '', after: ' No. ' })
  })

  it('belong to sentences', () => {
    const { sentences } = generation.answer
    expect(sentenceOf(sentences, { from: 1, to: 3 })?.text).toBe('It closes in June.')
    expect(sentenceOf(sentences, { from: 3, to: 5 })).toBeUndefined()
    expect(isWhole(sentences[0], { from: 0, to: 4 })).toBe(true)
    expect(firstSpan(generation)).toEqual({ from: 0, to: 4 })
  })

  it('are stepped through without those that show nothing, and not past the ends', () => {
    const told = { ...generation, answer: { ...generation.answer, text: 'A  B' }, tokenStarts: [0, 1, 2, 4] }
    expect(nextToken(told, 0, 1)).toBe(2)
    expect(nextToken(told, 2, 1)).toBe(2)
    expect(nextToken(told, 2, -1)).toBe(0)
    expect(nextToken(told, 0, -1)).toBe(0)
  })
})

describe('sentences', () => {
  it('are found in the document, or in the summaries that a merge read', () => {
    expect(readSentence(generation, 2, alignment())).toMatchObject({
      text: 'A new one comes in June.',
      place: { unit: 2, page: 2, start: 33 },
    })
    const merge = { units: [], read: [{ text: 'Said.', generation: 1, sentence: 0 }] }
    expect(readSentence(merge, 0, undefined)).toEqual({
      index: 0,
      text: 'Said.',
      summary: { generation: 1, sentence: 0 },
    })
    expect(readSentence(generation, 9, alignment())).toBeUndefined()
  })

  it('are found by page and words before the tokens are known', () => {
    expect(sentenceOfText(source, 1, 'It will close.')).toBe(source.sentences[1])
    expect(sentenceOfText(source, 2, 'It will close.')).toBeUndefined()
  })

  it('say both numbers of a page where they differ', () => {
    expect(pageTitle(source, 1)).toBe('page 1')
    expect(pageTitle(source, 2)).toBe('page ii (number 2 in the file)')
  })
})

it('page boundaries are where their first token is; names that would touch are left out', () => {
  expect(pageTicks(generation, alignment(), 300)).toEqual([
    { page: 1, at: 0, label: '1', isNamed: true },
    { page: 2, at: 7 / 13, label: 'ii', isNamed: true },
  ])
  const named = (width: number, document = source) =>
    pageTicks(generation, { ...alignment(), document }, width).map(({ isNamed }) => isNamed)
  expect(named(40)).toEqual([true, false])
  expect(named(20)).toEqual([false, false])
  // slides that are built up step by step share a printed number
  const slides = { ...source, pages: source.pages.map((page) => ({ ...page, label: '5' })) }
  expect(named(300, slides)).toEqual([true, false])
})

it('the work meter adds up all texts that were generated', () => {
  expect(pairsOfAll({ generations: [generation, generation] })).toEqual({ attended: 200, dense: 600, indexer: 600 })
})
