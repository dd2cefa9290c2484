// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { Tooltip } from 'radix-ui'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { AnswerEntry, AnswerRequest } from '../../../../electron/shared/ipc/answer_data'
import { Actions } from '../../../../renderer/answer/Actions'
import { AskBox } from '../../../../renderer/answer/AskBox'
import { Sentence } from '../../../../renderer/answer/Sentence'
import { groupsOf } from '../../../../renderer/state/answer_groups'
import { useAnswers } from '../../../../renderer/state/answers'
import { useDocument } from '../../../../renderer/state/document'
import { useFollowUp } from '../../../../renderer/state/follow_up'
import { FakeMain } from '../harness/fake_main'
import { answer, DOCUMENT, RECORDING, RESULT, SENTENCES } from '../made'

/** A question may follow up on an answer: what was said before goes with it. */

const first = { kind: 'question', question: 'Who built it?' } as const
const asked = (n: number, request: AnswerRequest, changes: Partial<AnswerEntry> = {}) =>
  answer(n, { request, state: 'done', text: 'Ada Korr built it.', sentences: SENTENCES, result: RESULT, ...changes })

let main: FakeMain
beforeEach(() => {
  main = new FakeMain('light')
  window.sparselens = main.bridge
  useDocument.setState({ entry: { id: DOCUMENT } as never, source: RECORDING.source })
  useFollowUp.setState({ answer: undefined })
})
afterEach(cleanup)

function show(entry: AnswerEntry) {
  useAnswers.setState({ answers: [entry] })
  render(
    <Tooltip.Provider>
      <Actions answer={entry} />
      <AskBox />
    </Tooltip.Provider>,
  )
}
const write = (text: string) => fireEvent.change(screen.getByRole('textbox'), { target: { value: text } })
const requests = () =>
  main.calls.filter(({ name }) => name === 'answers.ask').map(({ input }) => (input as { request: unknown }).request)

it('is asked with the conversation so far', async () => {
  const earlier = { question: 'What is it?', answer: 'A pier.' }
  show(asked(1, { ...first, history: [earlier] }))
  fireEvent.click(screen.getByRole('button', { name: 'Follow up on this answer' }))
  screen.getByText('Follows up on “Who built it?”')
  expect(document.activeElement?.id).toBe('ask-question')
  write('And when?')
  fireEvent.click(screen.getByRole('button', { name: 'Ask' }))
  const history = [earlier, { question: 'Who built it?', answer: 'Ada Korr built it.' }]
  await waitFor(() => expect(requests()).toEqual([{ kind: 'question', question: 'And when?', history }]))
})

it('asks something new once that is left', async () => {
  show(asked(1, first))
  fireEvent.click(screen.getByRole('button', { name: 'Follow up on this answer' }))
  fireEvent.click(screen.getByRole('button', { name: 'Ask something new instead' }))
  write('And when?')
  fireEvent.click(screen.getByRole('button', { name: 'Ask' }))
  await waitFor(() => expect(requests()).toEqual([{ kind: 'question', question: 'And when?' }]))
})

it('waits for the answer that it follows up on', () => {
  const entry = asked(1, first, { state: 'answering', result: undefined })
  show(entry)
  useFollowUp.getState().set(entry.id)
  write('And when?')
  expect((screen.getByRole('button', { name: 'Ask' }) as HTMLButtonElement).disabled).toBe(true)
  screen.getByText(/which is still being answered/)
})

it('the same words after another question are another question', () => {
  const and = { kind: 'question', question: 'And when?' } as const
  const groups = groupsOf([
    asked(1, { ...and, history: [{ question: 'Who built it?', answer: 'Ada.' }] }),
    asked(2, { ...and, history: [{ question: 'Who closed it?', answer: 'The town.' }] }),
  ])
  expect(groups).toHaveLength(2)
})

it('what came from an earlier question rather than from the document says so', () => {
  const [sentence] = SENTENCES
  const lean = { turn: 2, text: 'Who built it? Ada Korr.', count: 3 }
  const best = sentence!.evidence[0]!.score
  const shown = (score: number) => ({ ...sentence!, leans: [{ ...lean, score }] })
  const { rerender } = render(<Sentence answer="a" index={0} sentence={shown(best - 1)} />)
  expect(screen.queryByText('from your question 2')).toBeNull()
  rerender(<Sentence answer="a" index={0} sentence={shown(best + 1)} />)
  screen.getByText('from your question 2')
})
