import { describe, expect, it } from 'vitest'
import { evidenceOverview } from '../../../../../renderer/lens/evidence/overview'
import { alignment, generation } from '../made'

const aligned = alignment()

describe('the ruler', () => {
  it('has all sentences that were read more than usual', () => {
    const totals = { evidence: Float32Array.of(1, -2, 4), count: Uint32Array.of(3, 2, 5) }
    const marks = evidenceOverview(totals, generation, aligned)
    expect(marks?.map(({ start, strength }) => [start, strength])).toEqual([
      [0, 0.25],
      [33, 1],
    ])
    expect(evidenceOverview(totals, { ...generation, read: [] }, aligned)).toBeUndefined()
  })
})
