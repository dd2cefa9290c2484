import { expect, it } from 'vitest'
import { everyNth, hostileFiles } from '../../fixtures/hostile/all'
import { faultsOf, readHostile } from './run'

/** One in twelve; hostile.long.test.ts reads all. */
it('hostile files end in text or in a sentence', async () => {
  const files = everyNth(await hostileFiles(), 12)
  expect(files.length).toBeGreaterThanOrEqual(18)
  expect(faultsOf(await readHostile(files))).toEqual([])
})
