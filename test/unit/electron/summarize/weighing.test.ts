import { describe, expect, it } from 'vitest'
import type { Alignment } from '../../../../electron/shared/document/alignment'
import type { PartReader } from '../../../../electron/summarize/part_reader'
import { weighed } from '../../../../electron/summarize/weighing'

/** Twenty sentences of two tokens each, the sentence's number twice. */
const sentences = Array.from({ length: 20 }, (_, i) => ({ firstToken: 2 * i, endToken: 2 * i + 2 }))
const document = {
  sentences,
  tokens: { ids: Int32Array.from({ length: 40 }, (_, i) => Math.floor(i / 2)) },
} as unknown as Alignment
const ranked = sentences.map((_, sentence) => ({ sentence, page: 1, text: '', score: 40 - sentence }))

/** A model to which every token of a question costs `nats`, half as much after the sentence that answers, and a quarter
 * after it and another one. */
function reader({ nats = 5, capacity = 1000, answering = 5, helping = -1 } = {}) {
  const scored: number[][] = []
  const stub = {
    model: { native: { tokenize: async (text: string) => ({ ids: text.split(' ').map((_, i) => 100 + i) }) } },
    textStart: 3,
    read: async () => 0,
    context: {
      capacity: () => capacity,
      score: async (ids: Int32Array, from: number) => {
        scored.push([...ids])
        const each = !ids.includes(answering) ? nats : ids.includes(helping) ? nats / 4 : nats / 2
        return { logProbabilities: Float32Array.from(ids.subarray(from), () => -each) }
      },
    },
  }
  return { scored, reader: stub as unknown as PartReader }
}
const question = 'Who let the boat house'

describe('weighing', () => {
  it('puts what makes the question most probable first, and says what share it explains', async () => {
    const { reader: model, scored } = reader()
    const { passages, tokens } = await weighed(model, question, ranked, document)
    expect(passages.slice(0, 3).map(({ sentence, score, explains }) => [sentence, score, explains])).toEqual([
      // five words of 5 nats, of which half are gained, three times
      [5, 35 + 37.5, 0.5],
      [0, 40, 0],
      [1, 39, 0],
    ])
    expect(passages.length).toBe(20)
    expect(passages[19]).toEqual(ranked[19])
    // alone, after each of eight sentences, and after the best one with each beside it
    expect(scored.length).toBe(11)
    expect(tokens).toBe(scored.reduce((sum, ids) => sum + ids.length, 0))
    expect(scored[1]!.slice(0, 2)).toEqual([0, 0])
  })

  it('goes on where nothing explains the question', async () => {
    const { reader: model, scored } = reader({ answering: 12 })
    const { passages } = await weighed(model, question, ranked, document)
    expect(scored.length).toBe(19)
    expect(passages[0]).toMatchObject({ sentence: 12, explains: 0.5 })
  })

  it('counts a sentence beside the best one with it, if both explain more', async () => {
    const { passages } = await weighed(reader({ helping: 6 }).reader, question, ranked, document)
    expect(passages.slice(0, 3).map(({ sentence, score, explains }) => [sentence, score, explains])).toEqual([
      [5, 35 + 56.25, 0.75],
      [6, 34 + 56.25, 0.75],
      [0, 40, 0],
    ])
    const apart = await weighed(reader({ helping: 7 }).reader, question, ranked, document)
    expect(apart.passages[1]!.sentence).toBe(0)
  })

  it.each([
    ['nobody is surprised by the question', { nats: 2 }],
    ['it has no room', { capacity: 9 }],
  ])('changes nothing where %s', async (_, how) => {
    const { passages } = await weighed(reader(how).reader, question, ranked, document)
    expect(passages).toEqual(ranked)
  })
})
