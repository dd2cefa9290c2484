import { expect, it } from 'vitest'
import { fuzzModels } from './model_fuzz'

/** Minutes. */
const COUNT = 5000
/** In KiB: some 150 MiB are Node's, the addon's and llama.cpp's own. */
const MOST_MEMORY = 512 * 1024

it('loads or refuses thousands of models that were changed at random', async () => {
  const seed = process.env.SPARSELENS_SEED ?? `${Date.now()}`
  console.log(`seed ${seed}`)
  const { failures, outcomes, peak } = await fuzzModels(seed, COUNT)
  console.log(outcomes, `${peak >> 10} MiB`)
  expect(failures).toEqual([])
  expect(peak).toBeLessThan(MOST_MEMORY)
})
