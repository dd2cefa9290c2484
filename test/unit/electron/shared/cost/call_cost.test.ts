import { describe, expect, it } from 'vitest'
import { callCost, whyNoCallCost } from '../../../../../electron/shared/cost/call_cost'
import type { CostSeries } from '../../../../../electron/shared/ipc/cost_data'

type Cost = CostSeries['points'][number]['sparse']

function series(...points: [depth: number, sparse: Cost | number, dense: Cost | number][]): CostSeries {
  const cost = (value: Cost | number): Cost => (typeof value === 'number' ? { prefill: value, decode: value } : value)
  return {
    kind: 'model',
    name: 'Made up',
    sha256: '',
    layers: 1,
    topK: 16,
    heads: 1,
    indexerHeads: 1,
    points: points.map(([depth, sparse, dense]) => ({ depth, sparse: cost(sparse), dense: cost(dense) })),
    end: 'done',
  }
}

describe('the cost of a call', () => {
  it('is what every token costs at its depth', () => {
    const flat = callCost(series([0, 2, 1], [1000, 2, 3]), 100, 10)!
    expect(flat.sparseSeconds).toBeCloseTo(220, 6)
    // 1 s at depth 0, 1.2 s at 100, 1.22 s at 110
    expect(flat.denseSeconds).toBeCloseTo(100 * 1.1 + 10 * 1.21, 6)
    expect(flat.ratio).toBeCloseTo(flat.sparseSeconds / flat.denseSeconds, 9)
    expect(flat.extrapolated).toBe(false)
  })

  it('tells from which length on sparse attention pays', () => {
    // sparse 2 s per token; dense 1 s + 2 s per 1000 tokens: over a prompt of 1000 tokens both take 2000 s
    const { breakEven } = callCost(series([0, 2, 1], [4000, 2, 9]), 100, 0)!
    expect(breakEven).toBeGreaterThan(980)
    expect(breakEven).toBeLessThan(1030)
    expect(callCost(series([0, 2, 1], [4000, 2, 1]), 100, 0)!.breakEven).toBeNull()
    expect(callCost(series([0, 1, 2], [4000, 1, 2]), 100, 0)!.breakEven).toBe(0)
  })

  it('goes on as between the last two points, and says so', () => {
    const deep = callCost(series([0, 1, 1], [100, 1, 2]), 200, 0)!
    expect(deep.denseSeconds).toBeCloseTo(200 * 2, 6)
    expect(deep.extrapolated).toBe(true)
  })

  it('is unknown without a dense measurement', () => {
    const none = { prefill: null, decode: null }
    const lacking = series([0, 1, none], [100, 1, none])
    expect(callCost(lacking, 10, 1)).toBeUndefined()
    expect(whyNoCallCost(lacking)).toContain('no dense twin')
  })

  it('is unknown where one depth was measured: that tells nothing of longer texts', () => {
    const one = series([0, 1, 2])
    expect(callCost(one, 10, 1)).toBeUndefined()
    expect(whyNoCallCost(one)).toContain('one depth')
  })
})
