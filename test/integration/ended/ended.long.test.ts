import { afterAll, describe, expect, it } from 'vitest'
import type { Ending } from './endings'
import { LIBRARY_MOMENTS, libraryFaults, librarySessions } from './library_faults'
import { endAtRandom } from './random'
import { READING_MOMENTS, readingFaults, readingSessions } from './reading_faults'

describe.each<Ending>(['kill', 'power loss'])('a session that ends by a %s, a hundred times', (ending) => {
  const endings = librarySessions(ending)
  afterAll(() => endings.remove())

  it('loses nothing that was done', async () => {
    expect(await endAtRandom(endings, libraryFaults, 100, LIBRARY_MOMENTS)).toEqual([])
  })
})

describe.each<Ending>(['kill', 'power loss'])('an engine that ends by a %s, fifty times', (ending) => {
  const endings = readingSessions(ending)
  afterAll(() => endings.remove())

  it('leaves whole traces, and no KV cache that is taken for whole and isn’t', async () => {
    expect(await endAtRandom(endings, readingFaults, 50, READING_MOMENTS)).toEqual([])
  })
})
