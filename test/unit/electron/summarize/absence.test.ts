import { describe, expect, it } from 'vitest'
import { supportByAbsence, supportOfShare } from '../../../../electron/summarize/absence'
import type { PartReader, Readable } from '../../../../electron/summarize/part_reader'
import type { GeneratedAnswer } from '../../../../electron/summarize/telling'

const readable = (...ids: number[]): Readable => ({ ids: Int32Array.from(ids), sentences: [] })

it.each([
  [0.7, 'supported'],
  [0.69, 'weak'],
  [0.4, 'weak'],
  [0.39, 'none'],
  [-1, 'none'],
])('a share of %f is %s', (share, support) => expect(supportOfShare(share)).toBe(support))

describe('an answer from few excerpts', () => {
  it('is marked by what becomes of each sentence without them', async () => {
    const text = readable(1, 2, 3)
    const without = readable()
    const scored: unknown[] = []
    let held: Readable | undefined
    const reader = {
      read: async (one: Readable) => {
        held = one
        return 0
      },
      context: {
        // two tokens of a sentence that the text makes probable, two that it doesn't change
        score: async (ids: Int32Array, from: number) => {
          scored.push([held === text, [...ids], from])
          return { logProbabilities: Float32Array.from(held === text ? [-1, -1, -4, -4] : [-5, -5, -4, -4]) }
        },
      },
    } as unknown as PartReader
    const sentences = [
      { from: 0, to: 2, support: 'none' },
      { from: 2, to: 4, support: 'supported' },
    ]
    const generation = { textEnd: 5, promptLength: 8, answer: { tokens: 4, sentences } }
    const tokens = Array.from({ length: 12 }, (_, id) => ({ id }))
    await supportByAbsence(
      reader,
      { text, without },
      { generation, traced: { tokens } } as unknown as GeneratedAnswer,
      undefined,
    )
    expect(sentences.map(({ support }) => support)).toEqual(['supported', 'none'])
    // question and answer, of which the answer's tokens count
    expect(scored).toEqual([
      [true, [5, 6, 7, 8, 9, 10, 11], 3],
      [false, [5, 6, 7, 8, 9, 10, 11], 3],
    ])
  })
})
