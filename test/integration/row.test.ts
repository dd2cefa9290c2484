import { beforeEach, expect, it, vi } from 'vitest'
import { headScores, rowScores } from '../../electron/experiments/row'
import type { Situation } from '../../electron/experiments/situation'

/** What was evaluated, in order; the question of tokens 1, 2, 3 was answered with 7, 8, 9. */
let done: unknown[]
let evaluate: (tokens: Int32Array) => Promise<void>

const context = {
  beginBranch: async () => void done.push('begin'),
  endBranch: () => void done.push('end'),
  evaluate: (tokens: Int32Array, watch: string) => {
    expect(watch).toBe('off')
    done.push([...tokens])
    return evaluate(tokens)
  },
  showScores: (layer: number) => void done.push(`scores of ${layer}`),
  takeScores: () => Float32Array.of(1, 2),
  showHeads: (layer: number) => void done.push(`heads of ${layer}`),
  takeHeads: () => ({ heads: 0, values: new Float32Array() }),
}
const situation = {
  reader: { context, model: { info: { layers: 4 } } },
  question: Int32Array.of(1, 2, 3),
  answer: Int32Array.of(7, 8, 9),
} as unknown as Situation

beforeEach(() => {
  done = []
  evaluate = async () => {}
})

it('evaluates what the answer was given to as then: the question at once, then token by token', async () => {
  const onProgress = vi.fn()
  expect(await rowScores(situation, 2, 3, { onProgress })).toEqual({ scores: Float32Array.of(1, 2) })
  expect(done).toEqual(['begin', [1, 2], [3], [7], 'scores of 3', [8], 'end'])
  expect(onProgress.mock.calls).toEqual([
    [0, 3],
    [1, 3],
  ])
})

it('needs nothing of the answer for its first token', async () => {
  await rowScores(situation, 0, 0)
  expect(done).toEqual(['begin', [1, 2], 'scores of 0', [3], 'end'])
})

it('leaves the cache as it was when it is stopped', async () => {
  evaluate = async (tokens) => {
    if (tokens[0] === 3) throw Object.assign(new Error('Cancelled.'), { code: 'cancelled' })
  }
  await expect(rowScores(situation, 2, 3)).rejects.toMatchObject({ code: 'cancelled' })
  expect(done.at(-1)).toBe('end')
})

it('says what is not there', async () => {
  await expect(rowScores(situation, 3, 0)).rejects.toThrow('The answer has no token 3 in layer 0.')
  await expect(rowScores(situation, 0, 4)).rejects.toThrow('The answer has no token 0 in layer 4.')
  await expect(headScores(situation, 1, 1)).rejects.toThrow("can't be seen on this device")
  expect(done.at(-1)).toBe('end')
})
