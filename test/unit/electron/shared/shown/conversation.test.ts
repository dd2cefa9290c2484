import { expect, it } from 'vitest'
import { followsSentence } from '../../../../../electron/shared/shown/conversation'

/** What an answer in one look (without turns in its trace) says of the conversation before it. */
const said = (forgotten: number | undefined, follows: number[]) =>
  followsSentence({ forgotten, follows, generations: [{} as never], main: 0 })

it('names what was read with a question, and what no longer fitted', () => {
  expect(said(undefined, [])).toBe('')
  expect(said(0, [1])).toBe('Follows up on question 1.')
  expect(said(1, [2, 3])).toBe('Follows up on questions 2 to 3; the first question no longer fitted.')
  expect(said(2, [3])).toBe('Follows up on question 3; the first 2 questions no longer fitted.')
  expect(said(1, [])).toBe('Follows up on nothing: the first question no longer fitted.')
})

it('older answers name the turns that stood before their excerpts', () => {
  const generations = [{ turns: [{ turn: 2, text: '' }] } as never]
  expect(followsSentence({ forgotten: 0, generations, main: 0 })).toBe('Follows up on question 2.')
})
