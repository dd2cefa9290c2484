import { expect, it } from 'vitest'
import { hostileFiles } from '../../fixtures/hostile/all'
import { faultsOf, readHostile } from './run'

it('all hostile files end in text or in a sentence, within 30 s and 1 GiB', async () => {
  const files = await hostileFiles()
  expect(files.length).toBeGreaterThanOrEqual(200)
  expect(faultsOf(await readHostile(files))).toEqual([])
})
