import { afterAll, describe, expect, it } from 'vitest'
import { type Ending, Endings } from './endings'
import { endAtRandom } from './random'

describe.each<Ending>(['kill', 'power loss'])('a session that ends by a %s, a hundred times', (ending) => {
  const endings = new Endings(ending)
  afterAll(() => endings.remove())

  it('loses nothing that was done', async () => {
    expect(await endAtRandom(endings, 100)).toEqual([])
  })
})
