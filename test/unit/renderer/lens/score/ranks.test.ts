import { describe, expect, it } from 'vitest'
import { ordinal, rankName, ranksOf } from '../../../../../renderer/lens/score/ranks'
import { alignment, generation, row } from '../made'

const aligned = alignment()

describe('ranks', () => {
  it('are exact for what entered and what is known to have missed, a bound below', () => {
    const of = ranksOf(row(), generation, aligned)
    expect(rankName(of(2))).toBe('ranked 1st')
    expect(rankName(of(0))).toBe('ranked 3rd')
    // position 7 is the best that missed: its sentence has others that entered
    const missed = row({
      positions: Int32Array.of(0, 15, 17),
      scores: Float32Array.of(1, 5, 4),
      missed: Int32Array.of(6),
    })
    expect(rankName(ranksOf(missed, generation, aligned)(0))).toBe('ranked 4th')
    expect(rankName(ranksOf(missed, generation, aligned)(1))).toBe('below the best that missed')
  })

  it('of sentences that are not known say after how many that missed they come', () => {
    const missed = row({
      positions: Int32Array.of(15, 17),
      scores: Float32Array.of(5, 4),
      missed: Int32Array.of(16, 0),
    })
    expect(rankName(ranksOf(missed, generation, aligned)(0))).toBe('below the 2 best that missed')
  })

  it('are named as people do', () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 112, 2300].map(ordinal)).toEqual([
      '1st',
      '2nd',
      '3rd',
      '4th',
      '11th',
      '12th',
      '13th',
      '21st',
      '112th',
      '2,300th',
    ])
  })
})
