import { expect, it } from 'vitest'
import { mostUsedBy, usedTokens } from '../../../../../renderer/lens/uses/words'
import { generation } from '../made'

it('uses name the tokens that selected a sentence most', () => {
  const times = Uint32Array.of(0, 4, 9, 4, 0, 0, 1)
  expect(mostUsedBy(times, generation, 3)).toEqual([
    { token: 2, count: 9 },
    { token: 1, count: 4 },
    { token: 3, count: 4 },
  ])
  expect(usedTokens(times)).toBe(4)
})
