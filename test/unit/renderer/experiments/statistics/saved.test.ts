import { describe, expect, it } from 'vitest'
import { savedOf } from '../../../../../renderer/experiments/statistics/saved'
import { summary } from '../../lens/made'

const id = '00000000-0000-4000-8000-000000000001'
const answer = summary(id)

describe('statistics', () => {
  it('counts answers that said something, each of their texts', () => {
    const file = { id: answer.document, file: 'pier.pdf' }
    expect(savedOf(file, { ...answer, result: undefined })).toEqual([])
    expect(savedOf(file, answer)).toEqual([
      expect.objectContaining({ title: 'Summary', file: 'pier.pdf', traces: [{ answer: id, generation: 0 }] }),
    ])
  })
})
