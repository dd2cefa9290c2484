// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { Tooltip } from 'radix-ui'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Generation } from '../../../../electron/shared/ipc/answer_data'
import { AnswerBody } from '../../../../renderer/answer/AnswerBody'
import { AskBox } from '../../../../renderer/answer/AskBox'
import { isThinking, spanText, tokenText } from '../../../../renderer/lens/subject/answer_tokens'
import { nextToken } from '../../../../renderer/lens/subject/steps'
import { useApp } from '../../../../renderer/state/app'
import { useDocument } from '../../../../renderer/state/document'
import { conversationOf } from '../../../../renderer/state/follow_up'
import { useLens } from '../../../../renderer/state/lens'
import { FakeMain } from '../harness/fake_main'
import { answer, DOCUMENT, GENERATION, RECORDING, RESULT, SENTENCES } from '../made'

/** What a model thought before its answer: folded, looked at by the lens, and no part of the answer. */

const [sentence] = SENTENCES
const THOUGHT = { text: 'Hm, May.', tokens: 4, tokenStarts: [0, 0, 2, 8, 8], isClosed: true }
const TOLD: Generation = {
  ...GENERATION,
  answer: {
    ...GENERATION.answer,
    text: 'In May.',
    tokens: 6,
    thinking: THOUGHT,
    sentences: [{ ...sentence!, text: 'In May.', from: 4, to: 6 }],
  },
  tokenStarts: [0, 0, 0, 0, 0, 2, 7],
}
const UNENDED: Generation = {
  ...TOLD,
  answer: {
    ...TOLD.answer,
    text: '',
    tokens: 4,
    stopped: 'length',
    sentences: [],
    thinking: { ...THOUGHT, isClosed: false },
  },
  tokenStarts: [0, 0, 0, 0, 0],
}
const request = { kind: 'question', question: 'When?', looks: 1, think: true } as const
const entry = (generation: Generation) => {
  const { text, sentences } = generation.answer
  return answer(1, {
    request,
    state: 'done',
    text,
    sentences,
    result: { ...RESULT, generations: [generation], main: 0 },
  })
}

let main: FakeMain
beforeEach(() => {
  main = new FakeMain('light')
  window.sparselens = main.bridge
  useDocument.setState({ entry: { id: DOCUMENT } as never, source: RECORDING.source })
})
afterEach(() => {
  cleanup()
  useApp.setState({ status: undefined })
})
const show = (generation: Generation) =>
  render(
    <Tooltip.Provider>
      <AnswerBody answer={entry(generation)} />
    </Tooltip.Provider>,
  )

it('stands folded over the answer, which alone is marked', () => {
  show(TOLD)
  const title = screen.getByText('Thinking, 4 tokens')
  expect((title.closest('details') as HTMLDetailsElement).open).toBe(false)
  expect(title.closest('details')?.querySelector('.answer-thought')?.textContent).toBe('Hm, May.')
  expect(document.querySelectorAll('.answer-sentence')).toHaveLength(1)
  expect(title.closest('details')?.querySelector('.answer-marks')).toBeNull()
})

it('is looked at by the lens, all of it', () => {
  show(TOLD)
  fireEvent.click(screen.getByText('Show what it read meanwhile'))
  expect(useLens.getState()).toMatchObject({ open: true, generation: 0, span: { from: 0, to: 4 } })
})

it('has tokens that are stepped through before those of the answer', () => {
  expect([0, 1, 2, 3, 4, 5].map((token) => tokenText(TOLD, token))).toEqual(['', 'Hm', ', May.', '', 'In', ' May.'])
  expect(nextToken(TOLD, 4, -1)).toBe(2)
  expect([spanText(TOLD, { from: 0, to: 4 }), spanText(TOLD, { from: 4, to: 6 })]).toEqual(['Hm, May.', 'In May.'])
  expect([isThinking(TOLD.answer, { from: 0, to: 4 }), isThinking(TOLD.answer, { from: 4, to: 6 })]).toEqual([
    true,
    false,
  ])
})

it('is nothing that is followed up on', () => {
  expect(conversationOf(entry(TOLD))).toEqual([{ question: 'When?', answer: 'In May.' }])
})

it('without an end says that there is no answer, and what to do', async () => {
  show(UNENDED)
  screen.getByText(/still thinking when it had written as much as it may, so there is no answer\. Ask again without/)
  fireEvent.click(screen.getByText('Ask without thinking'))
  await waitFor(() => expect(main.calls.map(({ name }) => name)).toContain('answers.ask'))
  const asked = main.calls.find(({ name }) => name === 'answers.ask')?.input as { request: object }
  expect(asked.request).toEqual({ ...request, think: undefined })
})

it('is switched where questions are asked, if the model can', async () => {
  const status = (thinks?: boolean) => ({ model: { thinks } }) as never
  const box = (
    <Tooltip.Provider>
      <AskBox />
    </Tooltip.Provider>
  )
  const view = render(box)
  expect(screen.queryByLabelText('Think first')).toBeNull()
  useApp.setState({ status: status(false) })
  view.rerender(box)
  fireEvent.click(await screen.findByLabelText('Think first'))
  await waitFor(() => expect(main.calls).toContainEqual({ name: 'models.think', input: { on: true } }))
  useApp.setState({ status: status(true) })
  fireEvent.change(screen.getByRole('textbox'), { target: { value: 'When?' } })
  fireEvent.click(screen.getByRole('button', { name: 'Ask' }))
  await waitFor(() => {
    const asked = main.calls.find(({ name }) => name === 'answers.ask')?.input as { request: object }
    expect(asked.request).toMatchObject({ kind: 'question', question: 'When?', think: true })
  })
})
