// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { Tooltip } from 'radix-ui'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { AnswerEntry, Review } from '../../../../electron/shared/ipc/answer_data'
import { AnswerText } from '../../../../renderer/answer/AnswerText'
import { FakeMain } from '../harness/fake_main'
import { answer, RESULT, SENTENCES } from '../made'

let main: FakeMain
beforeEach(() => {
  main = new FakeMain('light')
  window.sparselens = main.bridge
})
afterEach(cleanup)

const entry = (reviews?: Review[], changes: Partial<AnswerEntry> = {}) =>
  answer(1, { state: 'done', sentences: SENTENCES, result: RESULT, ...(reviews && { reviews }), ...changes })

const show = (one: AnswerEntry) =>
  render(
    <Tooltip.Provider>
      <AnswerText answer={one} />
    </Tooltip.Provider>,
  )
const reviewed = () => main.calls.filter(({ name }) => name === 'answers.review').map(({ input }) => input)

it('a sentence is ticked as verified, and the tick is taken back', async () => {
  const one = entry()
  show(one)
  const ticks = screen.getAllByRole('button', { name: 'Verify' })
  expect(ticks).toHaveLength(SENTENCES.length)
  fireEvent.click(ticks[0]!)
  await waitFor(() => expect(reviewed()).toEqual([{ answer: one.id, sentence: 0, verified: true, note: '' }]))
  cleanup()
  show(entry([{ sentence: 0, verified: true, note: 'Page 3.', at: 1 }]))
  const tick = screen.getByRole('button', { name: 'Verified' })
  expect(tick.getAttribute('aria-pressed')).toBe('true')
  screen.getByText('Page 3.')
  fireEvent.click(tick)
  await waitFor(() => expect(reviewed().at(-1)).toMatchObject({ sentence: 0, verified: false, note: 'Page 3.' }))
})

it('a note is written under its sentence', async () => {
  show(entry([{ sentence: 1, verified: true, note: '', at: 1 }]))
  fireEvent.click(screen.getAllByRole('button', { name: 'Note' })[1]!)
  fireEvent.change(screen.getByLabelText('Your note on this sentence'), { target: { value: ' Not so. ' } })
  fireEvent.click(screen.getByRole('button', { name: 'Keep the note' }))
  await waitFor(() => expect(reviewed()).toMatchObject([{ sentence: 1, verified: true, note: 'Not so.' }]))
  expect(screen.queryByLabelText('Your note on this sentence')).toBeNull()
})

it('nothing is ticked while it is still written', () => {
  show(entry(undefined, { state: 'answering' }))
  expect(screen.queryByRole('button', { name: 'Verify' })).toBeNull()
})
