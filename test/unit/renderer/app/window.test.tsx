// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { usePanes } from '../../../../renderer/actions/panes'
import { App } from '../../../../renderer/app/App'
import { followEvents } from '../../../../renderer/app/events'
import { useAnnouncements } from '../../../../renderer/state/announcements'
import { useAnswers } from '../../../../renderer/state/answers'
import { useApp } from '../../../../renderer/state/app'
import { useDocument } from '../../../../renderer/state/document'
import { useJobs } from '../../../../renderer/state/jobs'
import { useLens } from '../../../../renderer/state/lens'
import { useLibrary } from '../../../../renderer/state/library'
import { useMarks } from '../../../../renderer/state/marks'
import { useUses } from '../../../../renderer/state/uses'
import { FakeMain } from '../harness/fake_main'
import { RECORDING, SENTENCES } from '../made'
import { layOut } from '../sizes'

/** The whole window but the reader and the lens, which have tests of their own, over a fake main. */
vi.mock('../../../../renderer/reader/Reader', () => ({ Reader: () => <p>reader</p> }))
vi.mock('../../../../renderer/lens/Lens', () => ({ Lens: () => null }))

let main: FakeMain
const fresh = [useAnswers, useApp, useDocument, useJobs, useLens, useLibrary, usePanes, useUses, useAnnouncements].map(
  (store) => [store, store.getState()] as const,
)

beforeEach(() => {
  layOut()
  for (const [store, state] of fresh) (store.setState as (state: unknown, replace: true) => void)(state, true)
  main = new FakeMain('light')
  window.sparselens = main.bridge
})
afterEach(cleanup)

/** The window, once main told it everything. */
async function open(): Promise<void> {
  followEvents()
  render(<App />)
  await waitFor(() => expect(main.calls.some(({ name }) => name === 'app.status')).toBe(true))
  await waitFor(() => expect(useApp.getState().status).toBeDefined())
}

function withAnswer() {
  const document = main.addDocument(RECORDING)
  main.open(document)
  return { document, answer: main.addDone(document, RECORDING.answers[0]!) }
}

const asked = (name: string) => main.calls.filter((call) => call.name === name).map(({ input }) => input)
const tell = (name: string, data: unknown) => act(async () => main.tell(name, data))

/** A sentence of an answer: happy-dom puts spaces between a button's tokens when it names it. */
async function findWords(text: string): Promise<HTMLElement> {
  const all = () => [...document.querySelectorAll<HTMLElement>('.answer-words')]
  await waitFor(() => expect(all().map(({ textContent }) => textContent)).toContain(text))
  return all().find(({ textContent }) => textContent === text)!
}

/** Colours can't be judged without layout; the harness does that in a browser. */
async function violations(): Promise<string[]> {
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

describe('the empty window', () => {
  it('says what it does and asks nothing', async () => {
    await open()
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Drop a PDF here')
    fireEvent.click(screen.getByRole('button', { name: 'Open the sample document' }))
    await waitFor(() => expect(asked('library.addSample')).toHaveLength(1))
    expect(await violations()).toEqual([])
  })

  it('says so when something was dropped that is no file', async () => {
    await open()
    fireEvent.drop(window)
    expect((await screen.findByText(/What you dropped is no file/)).closest('[role=alert]')).not.toBeNull()
  })

  it('opens the dropped document as soon as it is read', async () => {
    await open()
    const before = { id: '00000000-0000-4000-8000-0000000000aa', file: 'pier.txt', pagesDone: 1, pages: 4 }
    await act(async () => useLibrary.getState().expect([before.id]))
    await tell('library.import', { ...before, state: 'reading' })
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('pier.txt')
    const document = main.addDocument(RECORDING)
    await tell('library.changed', main.documents)
    await tell('library.import', { ...before, state: 'done', document: document.id })
    await screen.findByText('reader')
    expect(useDocument.getState().entry!.id).toBe(document.id)
  })
})

describe('files that are not in yet', () => {
  const one = { id: '00000000-0000-4000-8000-0000000000aa', file: 'contract.pdf', pagesDone: 0, pages: 0 }

  it('ask for a password where they stand', async () => {
    await open()
    await tell('library.import', { ...one, state: 'needs-password' })
    fireEvent.change(screen.getByLabelText('Password of contract.pdf'), { target: { value: 'secret' } })
    fireEvent.click(screen.getByRole('button', { name: 'Open' }))
    await waitFor(() => expect(asked('library.password')).toEqual([{ import: one.id, password: 'secret' }]))
    expect(await violations()).toEqual([])
    await tell('library.import', { ...one, state: 'wrong-password' })
    expect(screen.getByText(/That password is wrong/)).toBeTruthy()
  })

  it('say why they failed, in a library that shows itself, and can be dismissed', async () => {
    usePanes.setState({ library: false })
    await open()
    await tell('library.import', { ...one, state: 'failed', problem: 'It is damaged: try another copy.' })
    expect(screen.getByText('It is damaged: try another copy.')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Dismiss contract.pdf' }))
    await waitFor(() => expect(screen.queryByText('It is damaged: try another copy.')).toBeNull())
  })
})

describe('an answer', () => {
  it('is shown with its marks, and looked at by a click', async () => {
    const { answer } = withAnswer()
    await open()
    const words = await findWords('The pier is old.')
    expect([...document.querySelectorAll('.answer-marks .ui-support')].map(({ textContent }) => textContent)).toEqual([
      'supported',
      'no source found',
    ])
    expect(screen.getByText('Read 100% of the document: 40 tokens.')).toBeTruthy()
    expect(await violations()).toEqual([])
    fireEvent.click(words)
    expect(useLens.getState()).toMatchObject({ open: true, answer: answer.id, generation: 0, span: { from: 0, to: 6 } })
    expect(words.getAttribute('aria-pressed')).toBe('true')
    expect(useDocument.getState().goal).toMatchObject({ start: 0, end: 32 })
  })

  it('shades its sources on the pages while one points at it, until the lens does so itself', async () => {
    withAnswer()
    await open()
    const words = await findWords('The pier is old.')
    const kinds = () => useMarks.getState().marks.map(({ kind, start, end }) => ({ kind, start, end }))
    fireEvent.mouseEnter(words.parentElement!)
    await waitFor(() => expect(kinds()).toEqual([{ kind: 'evidence', start: 0, end: 32 }]))
    fireEvent.mouseLeave(words.parentElement!)
    expect(kinds()).toEqual([])
    fireEvent.focus(words)
    await waitFor(() => expect(kinds()).toHaveLength(1))
    fireEvent.click(words)
    expect(kinds()).toEqual([])
  })

  it('says what a click does until somebody has done it, and what "supported" means', async () => {
    withAnswer()
    await open()
    const words = await findWords('The pier is old.')
    expect(screen.getByText(/Click a sentence/)).toBeTruthy()
    expect(screen.getByText(/not that the sentence is true/)).toBeTruthy()
    fireEvent.click(words)
    expect(screen.queryByText(/Click a sentence/)).toBeNull()
    await act(async () => useLens.getState().close())
    await waitFor(() => expect(screen.queryByText(/Click a sentence/)).toBeNull())
  })

  it('shades the tokens that used a sentence, and marks the one the lens looks at', async () => {
    const { answer } = withAnswer()
    await open()
    await findWords('The pier is old.')
    const token = (n: number) => document.querySelector<HTMLElement>(`[data-token="${n}"]`)!
    await act(async () => {
      useUses.getState().setUses(answer.id, 0, Uint32Array.from([0, 4, 2, 0, 0, 0, 0, 0, 0]))
      useLens.getState().look(answer.id, 0, { from: 0, to: 6 }, 2)
      useLens.getState().show('score')
    })
    expect([0, 1, 2].map((n) => token(n).style.getPropertyValue('--share'))).toEqual(['', '1', '0.5'])
    expect(token(1).title).toBe('selected it 4 times')
    expect(token(2).className).toContain('is-looked-at')
    expect(token(1).className).not.toContain('is-looked-at')
  })

  it('streams, says how far it is, and stops at Escape', async () => {
    main.open(main.addDocument(RECORDING))
    await open()
    await screen.findByText('Nothing asked yet')
    const answer = main.addAnswer(main.documents[0]!, { kind: 'question', question: 'Who pays?' })
    await act(async () => main.change(answer, {}))
    await act(async () => main.change(answer, { state: 'reading' }))
    const about = { answer: answer.id, document: answer.document }
    const progress = { done: 5, total: 10, page: 1, pages: 2, tokensPerSecond: 310, secondsLeft: 30 }
    await tell('answer.progress', { ...about, progress: { stage: 'prefill', ...progress } })
    const article = screen.getByRole('article')
    expect(within(article).getByText('Reading page 1 of 2')).toBeTruthy()
    expect(within(article).getByText('5 of 10 tokens · 310 tokens/s · 30 s left')).toBeTruthy()
    expect(within(article).getByRole('progressbar').getAttribute('value')).toBe('0.5')
    expect(within(screen.getByRole('contentinfo')).getByText(/Reading page 1 of 2/)).toBeTruthy()
    const token = { stage: 'answer', part: 0, parts: 1, merging: false, tokens: 1, tokensPerSecond: 34 }
    await tell('answer.progress', { ...about, progress: { ...token, token: 'The pier is old. It' } })
    await tell('answer.sentence', { ...about, sentence: SENTENCES[0] })
    await findWords('The pier is old.')
    expect(document.querySelector('.answer-rest')!.textContent).toBe('It')
    expect(await violations()).toEqual([])
    fireEvent.keyDown(window, { key: 'Escape' })
    await waitFor(() => expect(asked('job.cancel')).toEqual([{ job: answer.id }]))
  })

  it('is kept when it is asked again: a switch between both', async () => {
    const { document } = withAnswer()
    const other = { ...RECORDING.answers[0]!.result, seed: 7 }
    main.addAnswer(document, { kind: 'summary' }, { state: 'cancelled', text: 'Another', result: undefined })
    expect(other.seed).toBe(7)
    await open()
    await screen.findByText('Answer 2 of 2')
    expect(screen.getByText(/You stopped it here/)).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Answer before' }))
    expect(screen.getByText('Answer 1 of 2')).toBeTruthy()
    await findWords('The pier is old.')
    fireEvent.click(screen.getByRole('button', { name: /^Ask again/ }))
    await waitFor(() => expect(asked('answers.ask')[0]).toMatchObject({ seed: expect.any(Number) }))
  })
})

describe('the question box', () => {
  it('sends with Enter, begins a line with Shift+Enter, and brings questions back', async () => {
    const { document } = withAnswer()
    main.addAnswer(document, { kind: 'question', question: 'Who pays?' }, { state: 'done', text: 'X.' })
    await open()
    const box = (await screen.findByLabelText('Question about the document')) as HTMLTextAreaElement
    fireEvent.change(box, { target: { value: ' When? ' } })
    fireEvent.keyDown(box, { key: 'Enter', shiftKey: true })
    expect(asked('answers.ask')).toEqual([])
    fireEvent.keyDown(box, { key: 'Enter' })
    const request = { kind: 'question', question: 'When?' }
    await waitFor(() => expect(asked('answers.ask')).toEqual([{ document: document.id, request, seed: undefined }]))
    expect(box.value).toBe('')
    fireEvent.keyDown(box, { key: 'ArrowUp' })
    expect(box.value).toBe('Who pays?')
    fireEvent.keyDown(box, { key: 'ArrowDown' })
    expect(box.value).toBe('')
  })
})

describe('keys and dialogs', () => {
  it('open the cheat sheet, the settings, the model card and the licences', async () => {
    withAnswer()
    await open()
    fireEvent.keyDown(document.body, { key: '?', shiftKey: true })
    expect(await screen.findByText('Keyboard shortcuts', { selector: 'h2' })).toBeTruthy()
    expect(await violations()).toEqual([])
    fireEvent.click(screen.getByRole('button', { name: 'Close', hidden: true }))
    await tell('app.command', { command: 'settings' })
    expect(await screen.findByLabelText('Threads')).toBeTruthy()
    expect(await violations()).toEqual([])
    await tell('app.command', { command: 'model-card' })
    expect(await screen.findByText('SmolLM2-135M-DSA (the built-in model)')).toBeTruthy()
    expect(await violations()).toEqual([])
    await tell('app.command', { command: 'licences' })
    expect(await screen.findByText('Licences of what is inside SparseLens')).toBeTruthy()
  })

  it('do not take a question mark away from someone who writes', async () => {
    withAnswer()
    await open()
    const box = await screen.findByLabelText('Question about the document')
    fireEvent.keyDown(box, { key: '?', shiftKey: true })
    expect(useApp.getState().dialog).toBeUndefined()
  })

  it('show and hide the library', async () => {
    withAnswer()
    await open()
    expect(screen.getByRole('navigation', { name: 'Library' })).toBeTruthy()
    fireEvent.keyDown(document.body, { key: 'b', ctrlKey: true })
    expect(screen.queryByRole('navigation', { name: 'Library' })).toBeNull()
  })

  it('remove a document only after asking', async () => {
    const { document } = withAnswer()
    await open()
    fireEvent.keyDown(await screen.findByRole('button', { name: /The Pier pier.txt/ }), { key: 'Delete' })
    expect(asked('library.remove')).toEqual([])
    fireEvent.click(screen.getByRole('button', { name: 'Remove', hidden: true }))
    await waitFor(() => expect(asked('library.remove')).toEqual([{ document: document.id }]))
    expect(useDocument.getState().entry).toBeUndefined()
  })
})

describe('settings', () => {
  it('count when a field is left, and nonsense changes nothing', async () => {
    withAnswer()
    await open()
    await tell('app.command', { command: 'settings' })
    const threads = await screen.findByLabelText('Threads')
    fireEvent.change(threads, { target: { value: 'many' } })
    fireEvent.blur(threads)
    expect(threads.getAttribute('aria-invalid')).toBe('true')
    fireEvent.change(threads, { target: { value: '2' } })
    fireEvent.blur(threads)
    await waitFor(() => expect(asked('app.change')).toContainEqual({ threads: 2 }))
    expect(asked('app.change')).not.toContainEqual({ threads: expect.any(String) })
  })
})
