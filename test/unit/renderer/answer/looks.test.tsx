// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { Tooltip } from 'radix-ui'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AnswerEntry, AnswerResult, Generation, Passage } from '../../../../electron/shared/ipc/answer_data'
import { AnswerBody } from '../../../../renderer/answer/AnswerBody'
import { useDocument } from '../../../../renderer/state/document'
import { useExcerpts } from '../../../../renderer/state/excerpts'
import { useLens } from '../../../../renderer/state/lens'
import { FakeMain } from '../harness/fake_main'
import { answer, DOCUMENT, GENERATION, RECORDING, RESULT, SENTENCES } from '../made'

/** An answer in two looks: what was looked through and read again, and what one may change of it. */

const passage = (sentence: number, text: string): Passage => ({ sentence, page: 1, text, score: 5 - sentence })
const FOUND = [passage(0, 'The old pier was closed in 2021.'), passage(2, 'It costs 4 million.')]
const question = 'When was it closed?'
const LOOK: Generation = {
  ...GENERATION,
  kind: 'look',
  answer: { ...GENERATION.answer, text: question, tokens: 6, sentences: [{ ...SENTENCES[1]!, from: 2, to: 6 }] },
}
const SECOND: Generation = { ...GENERATION, kind: 'excerpts', part: undefined, pieces: [{ from: 0, to: 40, at: 10 }] }

function asked(changes: Partial<AnswerResult> = {}, looks?: 1): AnswerEntry {
  const result = { ...RESULT, generations: [LOOK, SECOND], main: 1, excerpts: FOUND, nearest: FOUND, ...changes }
  return answer(1, { request: { kind: 'question', question, looks }, state: 'done', sentences: SENTENCES, result })
}

let main: FakeMain
const fresh = [useDocument, useExcerpts, useLens].map((store) => [store, store.getState()] as const)
beforeEach(async () => {
  for (const [store, state] of fresh) (store.setState as (state: unknown, replace: true) => void)(state, true)
  main = new FakeMain('light')
  window.sparselens = main.bridge
  useDocument.setState({ entry: { id: DOCUMENT } as never, source: RECORDING.source })
})
afterEach(cleanup)

const show = (entry: AnswerEntry) =>
  render(
    <Tooltip.Provider>
      <AnswerBody answer={entry} />
    </Tooltip.Provider>,
  )
const requests = () =>
  main.calls.filter(({ name }) => name === 'answers.ask').map(({ input }) => (input as { request: unknown }).request)

describe('two looks', () => {
  it('are told in a line, and lead to the lens of the first', () => {
    const entry = asked()
    show(entry)
    screen.getByText('Looked through 40 tokens, read 2 excerpts on 1 page again, and answered from them.')
    fireEvent.click(screen.getByRole('button', { name: 'First look: what the question’s words selected' }))
    expect(useLens.getState()).toMatchObject({ answer: entry.id, generation: 0, span: { from: 2, to: 6 } })
  })

  it('are asked again without an excerpt, or with another', async () => {
    const entry = asked()
    show(entry)
    const again = () => screen.getByRole('button', { name: /^Ask again of/ }) as HTMLButtonElement
    expect(again().disabled).toBe(true)
    fireEvent.click(screen.getByRole('button', { name: 'Leave out: It costs 4 million.' }))
    expect(again().textContent?.trim()).toBe('Ask again of 1 excerpt')
    fireEvent.click(again())
    await waitFor(() => expect(requests()).toEqual([{ kind: 'question', question, excerpts: [0] }]))
    expect(useExcerpts.getState().out.size).toBe(0)
  })

  it('are asked again with the next best', async () => {
    const alignment = { document: RECORDING.source, sentences: RECORDING.source.sentences }
    useDocument.setState({ alignment: alignment as never })
    show(asked({ excerpts: FOUND.slice(0, 1) }))
    fireEvent.click(screen.getByRole('button', { name: 'Read too: It costs 4 million.' }))
    fireEvent.click(screen.getByRole('button', { name: /^Ask again of 2 excerpts/ }))
    await waitFor(() => expect(requests()).toEqual([{ kind: 'question', question, excerpts: [0, 2] }]))
  })

  it('may be one, and two again', async () => {
    show(asked())
    fireEvent.click(screen.getByRole('button', { name: 'Ask the whole document at once' }))
    await waitFor(() => expect(requests()).toEqual([{ kind: 'question', question, looks: 1 }]))
    cleanup()
    show(asked({ excerpts: undefined, nearest: undefined, generations: [GENERATION], main: 0 }, 1))
    fireEvent.click(screen.getByRole('button', { name: 'Ask in two looks' }))
    await waitFor(() => expect(requests()).toContainEqual({ kind: 'question', question, looks: 2 }))
  })
})

it('what the document doesn’t seem to say is not answered: what comes nearest is shown', () => {
  show(asked({ found: false }))
  const said = screen.getByText('The document doesn’t seem to say.').closest('.answer-not-said')!
  expect(said.textContent).toContain('The old pier was closed in 2021.')
  const words = [...document.querySelectorAll('.answer-words')]
  expect(words.map((one) => one.closest('details')?.open)).toEqual([false, false])
})

it('facts that stand nowhere in the document are named', () => {
  const sentences = [{ ...SENTENCES[0]!, unfound: ['2022', 'Quill'] }]
  const second = { ...SECOND, answer: { ...SECOND.answer, sentences } }
  show(asked({ generations: [LOOK, second] }))
  expect(document.querySelector('.answer-unfound')!.textContent).toBe('Not in the document: 2022, Quill')
})

it('a summary has key passages', () => {
  const result = { ...RESULT, keyPassages: FOUND }
  show(answer(1, { state: 'done', sentences: SENTENCES, result }))
  const key = screen.getByText('Key passages, word for word').parentElement!
  expect([...key.querySelectorAll('li')].map(({ textContent }) => textContent)).toEqual(FOUND.map(({ text }) => text))
})
