import { describe, expect, it } from 'vitest'
import { countsAsSource, liftOf, rankEvidence, scoredSentences } from '../../../../../renderer/lens/row/ranking'
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
})
