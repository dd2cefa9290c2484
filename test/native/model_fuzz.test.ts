import { expect, it } from 'vitest'
import { fuzzModels } from './model_fuzz'

/** In KiB: some 150 MiB are Node's, the addon's and llama.cpp's own. */
const MOST_MEMORY = 512 * 1024

it('loads or refuses models that were changed at random (seed "short")', async () => {
  const { failures, outcomes, peak } = await fuzzModels('short', 100)
  expect(failures).toEqual([])
  expect(Object.values(outcomes).reduce((a, b) => a + b)).toBe(100)
  // both kinds come, or nothing is tested
  expect(outcomes.loaded).toBeGreaterThan(10)
  expect(Object.keys(outcomes).length).toBeGreaterThan(5)
  expect(peak).toBeLessThan(MOST_MEMORY)
})
