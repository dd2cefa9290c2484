import { expect, it } from 'vitest'
import { everyNth, hostileFiles } from '../../fixtures/hostile/all'
import { faultsOf, readHostile } from './run'

/** Some of each kind; hostile.long.test.ts reads all. */
it('hostile files end in text or in a sentence', async () => {
  const all = await hostileFiles()
  const files = everyNth(all, Math.floor(all.length / 20))
  expect(files.length).toBeGreaterThanOrEqual(20)
  expect(faultsOf(await readHostile(files))).toEqual([])
})
