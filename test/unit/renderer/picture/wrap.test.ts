import { expect, it } from 'vitest'
import { clamped, wrapped } from '../../../../renderer/picture/wrap'
import { PAPER as paper } from './paper_made'

it('text is wrapped, long words are broken, and what is cut says so', () => {
  expect(wrapped('one two three', 40, 10, paper)).toEqual(['one two', 'three'])
  expect(wrapped('abcdefghijkl m', 20, 10, paper)).toEqual(['abcd', 'efgh', 'ijkl', 'm'])
  expect(wrapped('a b', 20, 10, paper)).toEqual(['a b'])
  expect(wrapped('', 20, 10, paper)).toEqual([])
  expect(clamped(['one', 'two', 'three'], 2)).toEqual(['one', 'tw…'])
})
