import { describe, expect, it } from 'vitest'
import {
  bucketName,
  distanceShares,
  meanOverlap,
  placeShares,
} from '../../../../../renderer/experiments/statistics/shares'

describe('statistics', () => {
  const counts = {
    layers: 2,
    layerOverlap: Float32Array.of(1, 0.5, 0.25, 1),
    places: Float32Array.of(0.1, 0.6, 0.2, 0.1, 0, 1, 0, 0),
    distance: { buckets: 2, selected: Float64Array.of(1, 2, 0, 3), visible: Float64Array.of(2, 2, 0, 4) },
  }
  it('are shares', () => {
    expect(meanOverlap(counts)).toBe(0.375)
    expect(distanceShares(counts)).toEqual(Float32Array.of(0.5, 1, 0, 0.75))
    expect(placeShares(counts, 1)).toEqual(Float32Array.of(0.6, 1))
  })
  it('names how far back', () => {
    expect([0, 1, 3, 10, 12].map(bucketName)).toEqual(['0–1', '2–3', '8–15', '1K+', '4K+'])
  })
})
