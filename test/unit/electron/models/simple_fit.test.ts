import { expect, it } from 'vitest'
import { simpleFit } from '../../../../electron/models/simple_fit'

const GB = 2 ** 30

it('leaves room beside the weights', () => {
  expect(simpleFit(0.2 * GB, 4 * GB)).toEqual({ fits: true, neededBytes: Math.round(2.21 * GB), memoryBytes: 4 * GB })
  expect(simpleFit(380 * GB, 384 * GB).fits).toBe(false)
  expect(simpleFit(380 * GB, 512 * GB).fits).toBe(true)
})
