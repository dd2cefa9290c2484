import { expect, it } from 'vitest'
import { pairsOf, queriesOf } from '../../../../electron/summarize/pairs'

function counted(queries: number, topK: number, layers: number) {
  let [attended, dense] = [0, 0]
  for (let layer = 0; layer < layers; layer++) {
    for (let position = 0; position < queries; position++) {
      attended += Math.min(topK, position + 1)
      dense += position + 1
    }
  }
  return { attended, dense, indexer: dense }
}

it('counts what a loop over layers and positions counts', () => {
  for (const queries of [0, 1, 5, 16, 17, 100]) {
    for (const topK of [1, 16, 256]) expect(pairsOf(queries, topK, 3)).toEqual(counted(queries, topK, 3))
  }
})

it('counts what layers do that choose nothing', () => {
  const kinds = (['chosen', 'shared', 'window', 'dense', 'recurrent', 'attended'] as const).map((kind) => ({ kind }))
  const { dense } = counted(100, 1, 1)
  const { attended: chosen } = counted(100, 16, 1)
  const { attended: window } = counted(100, 32, 1)
  expect(pairsOf(100, 16, 6, { kinds, window: 32 })).toEqual({
    attended: 2 * chosen + window + 2 * dense,
    dense: 5 * dense,
    indexer: dense,
  })
})

it('stays exact for the longest context of V3.2', () => {
  const { dense, attended } = pairsOf(163_840, 2048, 61)
  expect(Number.isSafeInteger(dense)).toBe(true)
  expect(dense).toBe(61 * 81_920 * 163_841)
  expect(attended).toBe(61 * (1024 * 2049 + (163_840 - 2048) * 2048))
})

it('leaves out the last answer token, which no query was made of', () => {
  expect(queriesOf(100, 0)).toBe(100)
  expect(queriesOf(100, 1)).toBe(100)
  expect(queriesOf(100, 5)).toBe(104)
})
