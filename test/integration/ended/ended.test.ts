import { afterAll, describe, expect, it } from 'vitest'
import type { Ending } from './endings'
import { LIBRARY_MOMENTS, libraryFaults, librarySessions } from './library_faults'
import { endAtRandom } from './random'
import { READING_MOMENTS, readingFaults, readingSessions } from './reading_faults'

/** A few of each; ended.long.test.ts has a hundred. */

describe.each<[Ending, number]>([
  ['kill', 5],
  ['power loss', 3],
])('a session that ends by a %s', (ending, times) => {
  const endings = librarySessions(ending)
  afterAll(() => endings.remove())

  it('loses nothing that was done', async () => {
    expect(await endAtRandom(endings, libraryFaults, times, LIBRARY_MOMENTS)).toEqual([])
    expect(endings.said.length).toBeGreaterThan(times)
  })
})

describe('an engine that ends with the power', () => {
  const endings = readingSessions('power loss')
  afterAll(() => endings.remove())

  it('leaves whole traces, and no KV cache that is taken for whole and isn’t', async () => {
    expect(await endAtRandom(endings, readingFaults, 2, READING_MOMENTS)).toEqual([])
  })
})
