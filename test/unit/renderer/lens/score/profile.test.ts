import { describe, expect, it } from 'vitest'
import { scoredSentences } from '../../../../../renderer/lens/row/ranking'
import { barAt, scoreProfile } from '../../../../../renderer/lens/score/profile'
import { alignment, generation, row } from '../made'

describe('indexer scores', () => {
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
