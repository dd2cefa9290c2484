import { describe, expect, it } from 'vitest'
import { bestPosition, headsAt, headWords, scoreAt } from '../../../../../renderer/lens/score/heads'

describe("the indexer's heads", () => {
  // 2 heads, 3 positions
  const heads = { position: 2, heads: 2, scores: Float32Array.of(1, 2, 0, 0, -1, 3) }
  it('add up to the score, and the best position has the highest', () => {
    expect([...headsAt(heads, 1)]).toEqual([2, -1])
    expect([0, 1, 2].map((at) => scoreAt(heads, at))).toEqual([1, 1, 3])
    expect(bestPosition(heads, 0, 3)).toBe(2)
    expect(bestPosition(heads, 0, 2)).toBe(0)
  })
  it('are named in words', () => {
    expect(headWords([1, 3])).toBe('Head 1 gives most: 75% of all that counts for it.')
    expect(headWords([2, -1])).toBe('Head 0 gives most: 100% of all that counts for it; 1 of 2 count against it.')
    expect(headWords([0, 0])).toBe('No head gave this token a positive score.')
  })
})
