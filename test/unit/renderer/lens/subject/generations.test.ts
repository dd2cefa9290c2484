import { expect, it } from 'vitest'
import type { AnswerResult, Generation } from '../../../../../electron/shared/ipc/answer_data'
import { generationName, stepsName, stepsOf } from '../../../../../renderer/lens/subject/generations'
import { generation } from '../made'

const part = (firstPage: number, lastPage: number): Generation => ({
  ...generation,
  part: { from: 0, to: 13, firstPage, lastPage },
})

const mergeOf = (...generations: number[]): Generation => ({
  ...generation,
  kind: 'merge',
  title: 'merged',
  part: undefined,
  read: generations.map((one) => ({ text: 'So.', generation: one, sentence: 0 })),
})

/** Four parts, merged two by two, and these again. */
const result: Pick<AnswerResult, 'generations' | 'main'> = {
  generations: [part(1, 4), part(4, 9), part(9, 12), part(12, 20), mergeOf(0, 1), mergeOf(2, 3), mergeOf(4, 5)],
  main: 6,
}

it('texts are named by the pages behind them', () => {
  expect(generationName('summary', result, 0)).toBe('Summary of pages 1–4')
  expect(generationName('question', result, 1)).toBe('Answer from pages 4–9')
  expect(generationName('summary', result, 4)).toBe('Merged summary of pages 1–9')
  expect(generationName('summary', result, 5)).toBe('Merged summary of pages 9–20')
  expect(generationName('summary', result, 6)).toBe('Merged summary')
})

it('steps are counted from the document to a text', () => {
  expect([0, 4, 6].map((index) => stepsOf(result, index))).toEqual([1, 2, 3])
  expect(stepsName(3)).toBe('Three steps')
  // what a raw prompt read is its own text
  const prompt: Generation = { ...mergeOf(0), kind: 'prompt' }
  expect(stepsOf({ generations: [prompt], main: 0 }, 0)).toBe(1)
})
