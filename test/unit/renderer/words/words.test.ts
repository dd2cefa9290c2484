import { describe, expect, it } from 'vitest'
import type { Progress } from '../../../../electron/shared/ipc/answer_data'
import { questionsOf, stepHistory } from '../../../../renderer/answer/question_history'
import { keysText } from '../../../../renderer/design/Kbd'
import { parsed } from '../../../../renderer/design/number_text'
import { matching } from '../../../../renderer/library/search'
import { importWords } from '../../../../renderer/words/import_words'
import { instructionWords } from '../../../../renderer/words/instruction_words'
import { partWords, rateWords, stepOf, timeWords } from '../../../../renderer/words/progress_words'
import { coverageWords, endWords, requestWords, timingWords } from '../../../../renderer/words/request_words'
import { answer, GENERATION, RESULT } from '../made'

const prefill: Progress = {
  stage: 'prefill',
  done: 5120,
  total: 14300,
  page: 12,
  pages: 40,
  tokensPerSecond: 310.4,
  secondsLeft: 29.6,
}
const writing: Progress = {
  stage: 'answer',
  part: 1,
  parts: 3,
  merging: false,
  token: 'x',
  tokens: 1200,
  tokensPerSecond: 34,
}
const words = (progress?: Progress) => stepOf({ state: 'reading' }, progress, 0).words

describe('an answer at work says', () => {
  it.each([
    [prefill, 'Reading page 12 of 40 · 5,120 of 14,300 tokens · 310 tokens/s · 30 s left'],
    [{ ...prefill, tokensPerSecond: 0, secondsLeft: Infinity }, 'Reading page 12 of 40 · 5,120 of 14,300 tokens'],
    [{ ...prefill, pages: 1, secondsLeft: 200 }, 'Reading · 5,120 of 14,300 tokens · 310 tokens/s · 3 min left'],
    [writing, 'Writing about part 2 of 3 · 1,200 tokens · 34 tokens/s'],
    [{ ...writing, parts: 1, tokens: 1, tokensPerSecond: 2.345 }, 'Writing · 1 token · 2.3 tokens/s'],
    [{ ...writing, merging: true }, 'Merging the summaries · 1,200 tokens · 34 tokens/s'],
    [{ stage: 'load', done: 0.401 }, 'Loading the model 40%'],
    [{ stage: 'load', done: 0.5, bytes: 380 * 2 ** 30 }, 'Loading the model: 190 GB of 380 GB'],
    [{ stage: 'calibrate', done: 3, total: 12 }, 'Getting to know the model, once: 3 of 12'],
    [{ stage: 'restore' }, 'Bringing back what was read before'],
    [undefined, 'Starting'],
  ] as [Progress | undefined, string][])('%o', (progress, expected) => {
    expect(words(progress)).toBe(expected)
  })

  it('how many wait before it', () => {
    expect(stepOf({ state: 'queued' }, undefined, 2).words).toBe('Waiting: 2 before it')
    expect(stepOf({ state: 'queued' }, undefined, 0).words).toBe('Waiting')
  })

  it('its share where it can be told', () => {
    expect(stepOf({ state: 'reading' }, prefill, 0).share).toBeCloseTo(0.358)
    expect(stepOf({ state: 'answering' }, writing, 0).share).toBeUndefined()
    expect(stepOf({ state: 'reading' }, { ...prefill, done: 0, total: 0 }, 0).share).toBe(0)
  })
})

it('times and rates', () => {
  expect([0.2, 89, 91, 3599, 3600, 3900].map(timeWords)).toEqual(['1 s', '89 s', '2 min', '1 h', '1 h', '1 h 5 min'])
  expect([0.83, 9.94, 9.96, 1234].map(rateWords)).toEqual([
    '0.8 tokens/s',
    '9.9 tokens/s',
    '10 tokens/s',
    '1,234 tokens/s',
  ])
})

describe('while a long document is read, its text', () => {
  it('is said to be that of one part', () => {
    expect(partWords('summary', writing)).toBe(
      'The summary of part 2 of 3. When all are read, their summaries are merged into one.',
    )
    expect(partWords('question', writing)).toBe(
      'The answer from part 2 of 3. When all are read, the best answer is chosen.',
    )
    expect(partWords('summary', prefill)).toMatch(/^The summary of the part read last\./)
  })

  it('needs no such word where there is one part, or all are merged', () => {
    for (const progress of [undefined, { ...writing, parts: 1 }, { ...writing, merging: true }])
      expect(partWords('summary', progress)).toBeUndefined()
  })
})

describe('what was asked', () => {
  it('is a question, or a summary with its length and focus', () => {
    expect(requestWords({ kind: 'question', question: 'Who?' })).toEqual({ title: 'Who?' })
    expect(requestWords({ kind: 'summary' })).toEqual({ title: 'Summary', detail: undefined })
    expect(requestWords({ kind: 'summary', sentences: 1, focus: 'dates' }).detail).toBe('in 1 sentence, about: dates')
  })

  it('goes through earlier questions, each once', () => {
    const question = (words: string) => answer(1, { request: { kind: 'question', question: words } })
    expect(questionsOf([question('a'), answer(2), question('b'), question('a')])).toEqual(['b', 'a'])
    expect(stepHistory(2, undefined, -1)).toBe(1)
    expect(stepHistory(2, 1, -1)).toBe(0)
    expect(stepHistory(2, 0, -1)).toBe(0)
    expect(stepHistory(2, 1, 1)).toBeUndefined()
    expect(stepHistory(0, undefined, -1)).toBeUndefined()
  })
})

describe('how it ended', () => {
  const stopped = (stopped: 'length' | 'end', text = 'x') =>
    answer(1, {
      state: 'done',
      result: { ...RESULT, generations: [{ ...GENERATION, answer: { ...GENERATION.answer, stopped, text } }] },
    })

  it('is said if it is not complete', () => {
    expect(endWords(stopped('end'))).toBeUndefined()
    expect(endWords(stopped('length'))).toMatch(/longest length/)
    expect(endWords(stopped('end', ' '))).toMatch(/nothing to say/)
    expect(endWords(answer(1, { state: 'cancelled' }))).toMatch(/You stopped it/)
    expect(endWords(answer(1, { state: 'failed', problem: 'The disk is full.' }))).toBe('The disk is full.')
    for (const state of ['failed', 'interrupted'] as const) expect(endWords(answer(1, { state }))).toMatch(/\.$/)
  })
})

describe('what an answer rests on', () => {
  const covering = (changes: Partial<typeof RESULT.document>) =>
    coverageWords({ ...RESULT, document: { ...RESULT.document, ...changes } })

  it('is all of the document, or less and never called all', () => {
    expect(covering({}).read).toBe('Read 100% of the document: 40 tokens.')
    expect(covering({ coverage: 0.9999 }).read).toMatch(/^Read 99%/)
    const parts = [1, 2, 3].map((n) => ({ from: n, to: n, firstPage: n, lastPage: n }))
    expect(covering({ parts }).read).toMatch(/, in 3 parts\.$/)
  })

  it('names pages that were not read', () => {
    expect(covering({}).unread).toBeUndefined()
    expect(covering({ imagePages: [5] }).unread).toBe('Page 5 holds no readable text and was not read.')
    expect(covering({ imagePages: [5, 6] }).unread).toBe('Pages 5, 6 hold no readable text and were not read.')
    expect(covering({ imagePages: Array.from({ length: 15 }, (_, i) => i + 1) }).unread).toMatch(/12 and 3 more hold/)
  })

  it('tells what else must be told of how it was read', () => {
    expect(covering({}).notes).toEqual([])
    expect(covering({ pages: 9, notes: [{ page: 3, kind: 'hidden', text: 'x' }] }).notes).toEqual([
      "Text that can't be seen on page 3 was not read.",
    ])
  })

  it('what it cost', () => {
    expect(timingWords(RESULT)).toBe('70 tokens evaluated in 4 s: reading 310 tokens/s, writing 34 tokens/s.')
  })
})

it('files on their way in', () => {
  const one = { id: '', file: 'a.pdf', pagesDone: 3, pages: 12 }
  expect(importWords({ ...one, state: 'reading' })).toEqual({ words: 'Opening page 3 of 12', share: 0.25 })
  expect(importWords({ ...one, state: 'reading', recognizing: true })).toEqual({
    words: 'Recognizing page 3 of 12',
    share: 2 / 12,
  })
  expect(importWords({ ...one, state: 'reading', pages: 0 })).toEqual({ words: 'Opening' })
  expect(importWords({ ...one, state: 'failed', problem: 'Damaged.' }).words).toBe('Damaged.')
})

it('the search finds words in any order, without case and accents', () => {
  const entries = [
    { title: 'Résumé of the Harbour', file: 'a.pdf' },
    { title: undefined, file: 'harbour-2.pdf' },
  ] as unknown as Parameters<typeof matching>[0]
  const found = (search: string) => matching(entries, search).map(({ file }) => file)
  expect(found('harbour RESUME')).toEqual(['a.pdf'])
  expect(found('harbour')).toEqual(['a.pdf', 'harbour-2.pdf'])
  expect(found('  ')).toHaveLength(2)
  expect(found('ship')).toEqual([])
})

it('instruction sets that matter', () => {
  expect(instructionWords('SSE3, AVX, AVX2, AVX512, AVX512_BF16, AMX_INT8')).toBe('AMX, AVX-512')
  expect(instructionWords('NEON, ARM_FMA')).toBe('NEON')
  expect(instructionWords('SSE3, SSSE3')).toBe('SSE3')
  expect(instructionWords('')).toBe('')
})

it('keys as they stand on the keyboard', () => {
  expect(keysText('Ctrl+Shift+C', false)).toBe('Ctrl+Shift+C')
  expect(keysText('Ctrl+Shift+C', true)).toBe('⌘⇧C')
})

it('numbers that someone types', () => {
  expect(parsed('7', { least: 1 })).toBe(7)
  expect(parsed(' 1,5 ', { least: 0, fractions: true })).toBe(1.5)
  expect(parsed('', { least: 1, optional: true })).toBeNull()
  for (const text of ['', '0', '11', '1.5', 'x', '1e999']) expect(parsed(text, { least: 1, most: 10 })).toBeUndefined()
})
