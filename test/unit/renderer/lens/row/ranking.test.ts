import { describe, expect, it } from 'vitest'
import { count, counted, factor, gap, large, percent, score } from '../../../../../electron/shared/shown/numbers'
import { countsAsSource, liftOf, rankEvidence, scoredSentences } from '../../../../../renderer/lens/row/ranking'
import { barAt, scoreProfile } from '../../../../../renderer/lens/score/profile'
import { mostUsedBy, usedTokens } from '../../../../../renderer/lens/uses/uses_words'
import { alignment, generation, row } from '../made'

describe('evidence', () => {
  it('ranks sentences with a token that entered, as the command line does', () => {
    const ranked = rankEvidence({ evidence: Float32Array.of(3, 9, 5, 5), count: Uint32Array.of(1, 0, 2, 3) })
    expect(ranked).toEqual([
      { index: 2, score: 5, count: 2 },
      { index: 3, score: 5, count: 3 },
      { index: 0, score: 3, count: 1 },
    ])
  })

  it('is a mean factor when it is spread over its layers', () => {
    expect(liftOf(10 * Math.log(7), 10)).toBeCloseTo(7)
    expect(countsAsSource({ score: 16.1 }, 20, 10)).toBe(true)
    expect(countsAsSource({ score: 15.9 }, 20, 10)).toBe(false)
    expect(countsAsSource({ score: 13.9 }, 20, undefined)).toBe(false)
    expect(countsAsSource({ score: 14 }, 20, undefined)).toBe(true)
    expect(countsAsSource({ score: 24, steps: 2 }, 100, 10)).toBe(false)
    expect(countsAsSource({ score: 25, steps: 2 }, 100, 10)).toBe(true)
  })
})

describe('indexer scores', () => {
  it('are sorted best first; those as high as the last that got in are in', () => {
    const scored = scoredSentences(row({ sentenceMax: Float32Array.of(1, 3, 0.75) }), generation, undefined)
    expect(scored.map(({ index, isIn }) => [index, isIn])).toEqual([
      [0, true],
      [2, true],
      [1, false],
    ])
  })

  it('tell a sentence that tied with the last score, but was left out, once its tokens are known', () => {
    const tied = row({ positions: Int32Array.of(0, 5, 6, 15, 17, 19, 21), sentenceMax: Float32Array.of(5, 3, 1) })
    expect(scoredSentences(tied, generation, undefined).every(({ isIn }) => isIn)).toBe(true)
    expect(scoredSentences(tied, generation, alignment()).map(({ isIn }) => isIn)).toEqual([true, true, false])
  })

  it('are drawn where their sentences stand', () => {
    const profile = scoreProfile(scoredSentences(row(), generation, undefined), 1, generation, alignment())
    expect(profile.bars.map(({ sentence }) => sentence.index)).toEqual([0, 1, 2])
    expect(profile.bars.map(({ x }) => Math.round(x * 13))).toEqual([0, 4, 7])
    expect(profile.bars[2]!.height).toBe(1)
    expect(profile.line).toBeGreaterThan(profile.bars[1]!.height)
    expect(barAt(profile, 0.4)?.sentence.index).toBe(1)
  })

  it('stand side by side while places are unknown', () => {
    const { bars } = scoreProfile(scoredSentences(row(), generation, undefined), 1, generation, undefined)
    expect(bars.map(({ width }) => width)).toEqual([1 / 3, 1 / 3, 1 / 3])
  })
})

it('uses name the tokens that selected a sentence most', () => {
  const times = Uint32Array.of(0, 4, 9, 4, 0, 0, 1)
  expect(mostUsedBy(times, generation, 3)).toEqual([
    { token: 2, count: 9 },
    { token: 1, count: 4 },
    { token: 3, count: 4 },
  ])
  expect(usedTokens(times)).toBe(4)
})

it('numbers are written for people', () => {
  expect(count(5120)).toBe('5,120')
  expect(large(12_430_000)).toBe('12.4 M')
  expect(large(318_000)).toBe('318 K')
  expect(percent(0.05)).toBe('5%')
  expect(percent(0.0004)).toBe('<0.1%')
  expect([256 / 257, 0.99999, 1, 1.25].map(percent)).toEqual(['99.6%', '>99.9%', '100%', '125%'])
  expect(factor(7.13)).toBe('7.1')
  expect(score(-1.5)).toBe('−1.50')
  expect(gap(0.031)).toBe('0.03')
  expect(gap(0.0042)).toBe('0.004')
  expect(gap(0)).toBe('a tie')
  expect(gap(0.0001)).toBe('less than 0.001')
  expect(counted(1, 'token')).toBe('1 token')
})
