import { afterAll, describe, expect, it } from 'vitest'
import { type Ending, Endings } from './endings'
import { endAtRandom } from './random'

/** A few of each; ended.long.test.ts has a hundred. */

describe.each<[Ending, number]>([
  ['kill', 5],
  ['power loss', 3],
])('a session that ends by a %s', (ending, times) => {
  const endings = new Endings(ending)
  afterAll(() => endings.remove())

  it('loses nothing that was done', async () => {
    expect(await endAtRandom(endings, times)).toEqual([])
    expect(endings.said.length).toBeGreaterThan(times)
  })
})
