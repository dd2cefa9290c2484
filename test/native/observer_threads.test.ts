import { afterAll, beforeAll, expect, test } from 'vitest'
import { type NativeModel, native, type ObservedRow } from '../../electron/engine/native'
import { TINY_MODEL } from '../fixtures/models/broken'

// The tiny model, because three threads may be more than the machine has cores for: llama.cpp's wait by polling.
const TOKENS = 100
const ids = Int32Array.from({ length: TOKENS }, (_, i) => 2 + ((i * 37) % 250))

let sparse: NativeModel
let dense: NativeModel
beforeAll(async () => {
  sparse = await native().Model.load(TINY_MODEL, { gpuLayers: 0, topK: 0 })
  dense = await native().Model.load(TINY_MODEL, { gpuLayers: 0, topK: 4096 })
})
afterAll(() => {
  sparse.close()
  dense.close()
})

/** The last two tokens of a prompt and one that is read by itself. */
async function observe(model: NativeModel, threads: number): Promise<ObservedRow[]> {
  const context = await native().Context.create(model, { length: 512, threads })
  context.observe(TOKENS - 3, TOKENS)
  await context.evaluate(ids.subarray(0, TOKENS - 1), 'off')
  await context.evaluate(ids.subarray(TOKENS - 1), 'off')
  const rows = context.takeObserved()
  await context.close()
  return rows
}

test('rows are the same with 1 thread and with 3', async () => {
  const rows = await observe(sparse, 1)
  expect(rows.map((row) => row.position)).toContain(TOKENS - 1)
  for (const { positions, visible } of rows) expect(positions.length).toBeLessThan(visible.length)
  expect(await observe(sparse, 3)).toEqual(rows)
})

test('rows without a selection, which are observed too, are the same with 1 thread and with 3', async () => {
  const rows = await observe(dense, 1)
  for (const { positions, visible, attended, dense: all } of rows) {
    expect(positions).toEqual(visible)
    expect(attended).toEqual(all)
  }
  expect(await observe(dense, 3)).toEqual(rows)
})
