import { describe, expect, it } from 'vitest'
import { groupsOf } from '../../../../renderer/state/answer_groups'
import { answer } from '../made'

describe('groups of answers', () => {
  it('hold the answers to one request, where its newest is', () => {
    const question = (words: string) => ({ kind: 'question' as const, question: words })
    const groups = groupsOf([
      answer(1),
      answer(2, { request: question('Who?') }),
      answer(3, { request: { kind: 'summary', sentences: 3 } }),
      answer(4, { request: question('Who? ') }),
    ])
    expect(groups.map(({ answers }) => answers.map((one) => one.createdAt))).toEqual([[1], [3], [2, 4]])
  })

  it('tell a question from a focus of the same words', () => {
    const groups = groupsOf([
      answer(1, { request: { kind: 'summary', focus: 'dates' } }),
      answer(2, { request: { kind: 'question', question: 'dates' } }),
    ])
    expect(groups).toHaveLength(2)
  })
})
