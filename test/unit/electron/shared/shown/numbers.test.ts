import { expect, it } from 'vitest'
import { bytes, count, counted, factor, gap, large, percent, score } from '../../../../../electron/shared/shown/numbers'

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

it('sizes are counted as memory is', () => {
  const sizes = [0, 900, 170_880_928, 1.5 * 2 ** 30, 380 * 2 ** 30, 1400 * 2 ** 30]
  expect(sizes.map(bytes)).toEqual(['0 KB', '0.9 KB', '163 MB', '1.5 GB', '380 GB', '1,400 GB'])
})
