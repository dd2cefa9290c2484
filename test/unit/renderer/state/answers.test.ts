import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { AnswerEntry, Progress } from '../../../../electron/shared/ipc/answer_data'
import { useAnswers } from '../../../../renderer/state/answers'
import { answer, DOCUMENT, id, SENTENCES } from '../made'

const token = (text: string, part = 0, merging = false): Progress => ({
  stage: 'answer',
  part,
  parts: 2,
  merging,
  token: text,
  tokens: 1,
  tokensPerSecond: 30,
})
const prefill: Progress = {
  stage: 'prefill',
  done: 5,
  total: 10,
  page: 1,
  pages: 2,
  tokensPerSecond: 100,
  secondsLeft: 3,
}
const state = () => useAnswers.getState()
const first = () => state().answers[0]!

let listed: (answers: AnswerEntry[]) => void
beforeEach(async () => {
  const call = () =>
    new Promise((resolve) => {
      listed = (answers) => resolve({ ok: true, value: answers })
    })
  vi.stubGlobal('window', { sparselens: { call } })
  state().close()
  const loaded = state().load(DOCUMENT)
  listed([])
  await loaded
})

describe('answers of the open document', () => {
  it('come and change', () => {
    state().changed(answer(1))
    state().changed(answer(2))
    state().changed(answer(1, { state: 'done', text: 'Old.' }))
    expect(state().answers.map(({ state, text }) => [state, text])).toEqual([
      ['done', 'Old.'],
      ['queued', ''],
    ])
    state().removed(id(1))
    expect(state().answers).toHaveLength(1)
  })

  it('are not those of another document', () => {
    state().changed(answer(1, { document: id(99) }))
    state().progressed(id(1), token('x'))
    expect(state().answers).toEqual([])
    expect(state().writing).toEqual({})
  })

  it('that come after another document was opened are ignored', async () => {
    const slow = state().load(DOCUMENT)
    const answerSlow = listed
    const fast = state().load(id(99))
    listed([answer(2, { document: id(99) })])
    await fast
    answerSlow([answer(1)])
    await slow
    expect(state().answers.map((one) => one.id)).toEqual([id(2)])
    expect(state().isLoading).toBe(false)
  })
})

describe('an answer as it is written', () => {
  it('grows by tokens and sentences', () => {
    state().changed(answer(1))
    for (const text of ['The', ' pier', ' is']) state().progressed(id(1), token(text))
    state().wroteSentence(id(1), SENTENCES[0]!)
    expect(first().text).toBe('The pier is')
    expect(first().state).toBe('answering')
    expect(first().sentences).toEqual([SENTENCES[0]])
  })

  it('begins a new text with each part, also after more was read', () => {
    state().changed(answer(1))
    state().progressed(id(1), token('One.'))
    state().wroteSentence(id(1), SENTENCES[0]!)
    state().progressed(id(1), prefill)
    expect(first().text).toBe('One.')
    state().progressed(id(1), token('Two', 1))
    expect(first().text).toBe('Two')
    expect(first().sentences).toEqual([])
    expect(state().writing[id(1)]!.generation).toBe(1)
    state().progressed(id(1), token('Both', 0, true))
    expect(first().text).toBe('Both')
    expect(state().writing[id(1)]!.generation).toBe(2)
  })

  it('goes on where it is when its document is opened in the middle', () => {
    state().changed(answer(1, { state: 'answering', text: 'Half' }))
    state().progressed(id(1), token(' of', 1))
    expect(first().text).toBe('Half of')
    expect(state().writing[id(1)]!.generation).toBe(1)
  })

  it('of two looks is the text after all first looks', () => {
    state().changed(answer(1))
    state().progressed(id(1), { stage: 'look', part: 0, parts: 3 })
    state().progressed(id(1), { stage: 'look', part: 2, parts: 3 })
    state().progressed(id(1), token('It'))
    state().progressed(id(1), token(' ends'))
    expect(state().writing[id(1)]?.generation).toBe(3)
    expect(state().answers[0]).toMatchObject({ text: 'It ends', state: 'answering' })
  })

  it('is what main says when it is whole', () => {
    state().changed(answer(1))
    state().progressed(id(1), token('The'))
    state().changed(answer(1, { state: 'done', text: 'The end.' }))
    expect(first().text).toBe('The end.')
  })
})
