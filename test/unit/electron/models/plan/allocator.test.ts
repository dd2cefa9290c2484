import { expect, it } from 'vitest'
import { Arena } from '../../../../../electron/models/plan/allocator'

it('gives the smallest gap that is large enough, and grows only if none is', () => {
  const arena = new Arena(32)
  const [a, b, c, d] = [100, 64, 200, 32].map((bytes) => arena.take(bytes))
  expect([a, b, c, d]).toEqual([0, 128, 192, 416])
  expect(arena.end).toBe(448)
  arena.give(a!, 100)
  arena.give(c!, 200)
  expect(arena.take(96)).toBe(0) // the gap of 128, not that of 224
  expect(arena.take(33)).toBe(192)
  expect(arena.end).toBe(448)
  expect(arena.take(300)).toBe(448)
  expect(arena.end).toBe(768)
})

it('joins gaps with those before and after, and with the open end', () => {
  const arena = new Arena(32)
  const [a, b, c] = [64, 64, 64].map((bytes) => arena.take(bytes))
  arena.give(a!, 64)
  arena.give(c!, 64)
  arena.give(b!, 64)
  expect(arena.take(1000)).toBe(0)
})
