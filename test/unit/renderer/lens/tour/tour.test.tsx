// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { cardPlace } from '../../../../../renderer/lens/tour/place'
import { STEPS } from '../../../../../renderer/lens/tour/steps'
import { Tour } from '../../../../../renderer/lens/tour/Tour'
import { show, useTour } from '../../../../../renderer/lens/tour/tour'
import { useAnswers } from '../../../../../renderer/state/answers'
import { useDocument } from '../../../../../renderer/state/document'
import { useJobs } from '../../../../../renderer/state/jobs'
import { useLens } from '../../../../../renderer/state/lens'
import { answer, DOCUMENT, RESULT, SENTENCES } from '../../made'
import { source } from '../made'

const stores = [useAnswers, useDocument, useJobs, useLens, useTour].map((store) => [store, store.getState()] as const)
const done = answer(1, { state: 'done', sentences: SENTENCES, result: RESULT })

beforeEach(() => {
  for (const [store, state] of stores) (store.setState as (state: unknown, replace: true) => void)(state, true)
  useDocument.setState({ entry: { id: DOCUMENT } as never, source })
  window.sparselens = { call: async () => ({ ok: true, value: undefined }), listen: () => () => {}, pathsOf: () => [] }
})
afterEach(cleanup)

const step = (title: string) => STEPS.find((one) => one.title === title)!

describe('the card', () => {
  const card = { width: 340, height: 200 }
  const window = { width: 1280, height: 800 }

  it('stands beside what it points at, where there is room, and always within the window', () => {
    expect(cardPlace({ left: 860, top: 100, width: 400, height: 200 }, card, window)).toEqual({ left: 508, top: 100 })
    expect(cardPlace({ left: 0, top: 300, width: 300, height: 100 }, card, window)).toEqual({ left: 312, top: 250 })
    expect(cardPlace({ left: 200, top: 500, width: 900, height: 200 }, card, window)).toEqual({ left: 480, top: 288 })
    expect(cardPlace({ left: 900, top: 0, width: 300, height: 20 }, card, window).top).toBe(8)
    expect(cardPlace(undefined, card, window)).toEqual({ left: 470, top: 300 })
    const narrow = cardPlace({ left: 0, top: 0, width: 400, height: 500 }, card, { width: 400, height: 500 })
    expect(narrow.left >= 8 && narrow.left + card.width <= 392).toBe(true)
    expect(narrow.top + card.height).toBeLessThanOrEqual(492)
  })
})

describe('a step', () => {
  it('looks at the first supported sentence, shows its view and goes to its source', () => {
    useAnswers.setState({ answers: [done] })
    show(step('Where did this come from?'))
    expect(useLens.getState()).toMatchObject({
      open: true,
      answer: done.id,
      span: { from: 0, to: 6 },
      view: 'evidence',
    })
    expect(useDocument.getState().goal).toMatchObject({ start: 0, end: 16 })
    show(step('The other way round'))
    expect(useLens.getState().askedUnit).toBe(0)
    show(step('What it saves'))
    expect(useLens.getState().askedUnit).toBeUndefined()
  })

  it('keeps the sentence that was clicked meanwhile', () => {
    useAnswers.setState({ answers: [done] })
    useLens.getState().look(done.id, 0, { from: 6, to: 10 })
    show(step('All layers at once'))
    expect(useLens.getState()).toMatchObject({ span: { from: 6, to: 10 }, view: 'map' })
  })

  it('needs no answer to be read: it says what it waits for, or offers to ask', () => {
    useTour.getState().start()
    render(<Tour />)
    fireEvent.click(screen.getByRole('button', { name: 'Next' }))
    expect(screen.getByRole('button', { name: 'Summarize' })).toBeDefined()
    expect(useLens.getState().open).toBe(false)
    fireEvent.click(screen.getByRole('button', { name: 'Next' }))
    expect(screen.getByRole('heading').textContent).toBe('Where did this come from?')
  })
})

describe('keys', () => {
  const open = () => {
    render(
      <>
        <button type="button">before</button>
        <input aria-label="field" />
        <Tour />
      </>,
    )
    screen.getByText('before').focus()
    useTour.getState().start()
  }

  it('go on and back; Escape leaves from anywhere, and the focus goes where it was', async () => {
    open()
    const card = await screen.findByRole('dialog')
    expect(document.activeElement).toBe(card)
    fireEvent.keyDown(card, { key: 'ArrowRight' })
    expect(useTour.getState().step).toBe(1)
    fireEvent.keyDown(card, { key: 'ArrowLeft' })
    fireEvent.keyDown(card, { key: 'ArrowLeft' })
    expect(useTour.getState().step).toBe(0)
    const other = vi.fn()
    window.addEventListener('keydown', other)
    fireEvent.keyDown(screen.getByText('before'), { key: 'Escape' })
    window.removeEventListener('keydown', other)
    expect(useTour.getState().step).toBeUndefined()
    expect(other).not.toHaveBeenCalled()
    expect(document.activeElement).toBe(screen.getByText('before'))
  })

  it('Escape in a field is the field’s', async () => {
    open()
    await screen.findByRole('dialog')
    fireEvent.keyDown(screen.getByLabelText('field'), { key: 'Escape' })
    expect(useTour.getState().step).toBe(0)
  })
})
