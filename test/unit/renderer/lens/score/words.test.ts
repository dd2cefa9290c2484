import { describe, expect, it } from 'vitest'
import { scoredSentences } from '../../../../../renderer/lens/row/ranking'
import { nearestMiss, ranksOf } from '../../../../../renderer/lens/score/ranks'
import { scoreWords } from '../../../../../renderer/lens/score/words'
import { alignment, generation, row } from '../made'

const aligned = alignment()

describe('plain words', () => {
  it('name the nearest that missed', () => {
    const missing = row({
      positions: Int32Array.of(0, 15, 17),
      scores: Float32Array.of(1, 5, 4),
      missed: Int32Array.of(6),
      missedScores: Float32Array.of(0.9),
      sentenceMax: Float32Array.of(5, 0.9, 0.75),
    })
    const scored = scoredSentences(missing, generation, aligned)
    expect(nearestMiss(scored, generation, ranksOf(missing, generation, aligned))).toMatchObject({
      rank: 'ranked 4th',
      sentence: { index: 0 },
    })
    const words = scoreWords({
      row: missing,
      scored,
      generation,
      token: 3,
      layer: 2,
      alignment: aligned,
      rank: ranksOf(missing, generation, aligned),
    })
    expect(words.at(-1)).toBe(
      'Nearest of those that missed: “The pier is old.”, ranked 4th; 3 got in. It missed by 0.10.',
    )
  })
})
