import { describe, expect, it } from 'vitest'
import { mapWords } from '../../../../../renderer/lens/map/words'

describe('plain words', () => {
  it('account for all that the map holds', () => {
    const words = mapWords({ inText: 60, outside: 20, beyond: 5, sinks: 10, recent: 5 }, 2, [4, 5, 6]).join(' ')
    expect(words).toContain('2 tokens of the answer on layers 4–6')
    expect(words).toContain('100 times')
    expect(words).toContain('15 (15%) are not drawn: 10 sinks')
  })
})
