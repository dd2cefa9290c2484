// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AnswerEntry } from '../../../../electron/shared/ipc/answer_data'
import type { Bridge } from '../../../../electron/shared/ipc/bridge'
import { Lens } from '../../../../renderer/lens/Lens'
import { useAnswers } from '../../../../renderer/state/answers'
import { useDocument } from '../../../../renderer/state/document'
import { useLens } from '../../../../renderer/state/lens'
import { useMarks } from '../../../../renderer/state/marks'
import { useUses } from '../../../../renderer/state/uses'
import { alignment, generation, row, source, summary } from './made'

let answers = 0

/** An answer of its own for each test: what was asked about a trace is kept. */
function entry(parts: Partial<AnswerEntry> = {}): AnswerEntry {
  return summary(`00000000-0000-4000-8000-${String(++answers).padStart(12, '0')}`, parts)
}

const outside = { template: 1, question: 1, answer: 1 }
const values: Record<string, () => unknown> = {
  'lens.tokens': () => ({ ids: alignment().tokens.ids, offsets: alignment().tokens.offsets }),
  'lens.row': () => row(),
  'lens.span': () => ({
    evidence: Float32Array.of(1, -0.5, 5),
    count: Uint32Array.of(2, 0, 9),
    mass: Float32Array.of(0, 0, 1),
    distinct: Uint32Array.of(2, 0, 3),
    entered: 5,
    outside,
    unsorted: 0,
    rows: 8,
    selected: 64,
  }),
  'lens.uses': () => ({ count: Uint32Array.of(0, 1, 2, 5, 0, 0, 0) }),
}
type Answered = Awaited<ReturnType<Bridge['call']>>
const call = vi.fn(async (name: string): Promise<Answered> => ({ ok: true, value: values[name]?.() }))

async function show(answer: AnswerEntry, span = { from: 0, to: 4 }) {
  useDocument.setState({ entry: { id: answer.document } as never, source, alignment: alignment() })
  useAnswers.setState({ document: answer.document, answers: [answer] })
  useLens.getState().look(answer.id, 0, span)
  render(<Lens />)
  await act(() => new Promise((resolve) => setTimeout(resolve, 20)))
}

beforeEach(() => {
  call.mockClear()
  window.sparselens = { call, listen: () => () => {}, pathsOf: () => [] }
  useLens.setState({ open: false, view: 'evidence', askedUnit: undefined, layers: 'retrieval' })
})
afterEach(cleanup)

describe('the lens', () => {
  it('ranks evidence, shades what counts as a source, and says how much entered', async () => {
    await show(entry())
    const items = [...document.querySelectorAll('.lens-list > li')]
    expect(items.map((item) => item.textContent)).toEqual([
      expect.stringContaining('A new one comes in June.'),
      expect.stringContaining('The pier is old.'),
    ])
    expect(useMarks.getState().marks.map(({ kind, start }) => [kind, start])).toEqual([['evidence', 33]])
    expect(document.querySelector('.lens-gauge')?.textContent).toBe('8 of 21 tokens entered attention here (38%)')
    fireEvent.click(items[0]!.querySelector('button')!)
    expect(useDocument.getState().goal).toMatchObject({ start: 33 })
  })

  it('marks exactly the tokens of the row, and their numbers add up', async () => {
    await show(entry())
    act(() => useLens.getState().show('entered'))
    await act(() => new Promise((resolve) => setTimeout(resolve, 20)))
    expect(useMarks.getState().marks.map(({ position }) => position)).toEqual([5, 6, 9, 15, 17])
    const drawn = [...document.querySelectorAll('[data-position]')].map((piece) =>
      Number(piece.getAttribute('data-position')),
    )
    expect(drawn).toEqual([5, 6, 9, 15, 17])
    const bins = [...document.querySelectorAll('.lens-regions b')].map((bin) => Number(bin.textContent))
    expect(bins.reduce((sum, n) => sum + n)).toBe(generation.topK)
  })

  it('steps through tokens with the arrow keys, on into the next sentence', async () => {
    const answer = entry()
    await show(answer, { from: 0, to: 4 })
    const lens = screen.getByRole('region', { name: /Lens/ })
    for (let i = 0; i < 4; i++) act(() => void fireEvent.keyDown(lens, { key: 'ArrowRight' }))
    expect(useLens.getState()).toMatchObject({ token: 4, span: { from: 4, to: 7 } })
    act(() => void fireEvent.keyDown(lens, { key: '[' }))
    expect(useLens.getState().layer).toBeLessThan(4)
    // from anywhere in the window, as long as the lens is open
    act(() => void fireEvent.keyDown(document.body, { key: 'ArrowLeft' }))
    expect(useLens.getState()).toMatchObject({ token: 3, span: { from: 0, to: 4 } })
    act(() => useLens.getState().close())
    act(() => void fireEvent.keyDown(document.body, { key: 'ArrowRight' }))
    expect(useLens.getState().token).toBe(3)
  })

  it('tells what a sentence of the document was used for', async () => {
    await show(entry())
    act(() => useLens.getState().askUnit(2))
    await act(() => new Promise((resolve) => setTimeout(resolve, 20)))
    expect(screen.getByText(/entered attention for/).textContent).toBe(
      'Its tokens entered attention for 3 of 7 answer tokens on 2 layers; most at “June.”.',
    )
    expect(useUses.getState()).toMatchObject({ max: 5, generation: 0 })
    expect(useMarks.getState().marks.map(({ kind }) => kind)).toEqual(['asked'])
    act(() => useLens.getState().askUnit(undefined))
    expect(useUses.getState().count).toBeUndefined()
  })

  it('says so when nothing was left out', async () => {
    const short = { ...generation, topK: 64 }
    const answer = entry()
    await show({ ...answer, result: { ...answer.result!, generations: [short] } })
    expect(document.querySelector('.lens-gauge')?.textContent).toBe('All 21 tokens entered; nothing was left out')
    act(() => useLens.getState().show('map'))
    expect(screen.getByRole('tabpanel').textContent).toContain('nothing was left out')
  })

  it('shows evidence while the answer is still being written, and all else later', async () => {
    const item = { sentence: 2, page: 2, text: 'A new one comes in June.', score: 5, count: 3 }
    const sentences = [{ ...generation.answer.sentences[0]!, evidence: [item] }]
    await show(entry({ state: 'answering', result: undefined, sentences }))
    expect(screen.getByRole('listitem').textContent).toContain('A new one comes in June.')
    expect(useMarks.getState().marks).toHaveLength(1)
    act(() => useLens.getState().show('score'))
    expect(screen.getByText('Available when the answer is complete.')).toBeDefined()
    expect(call).not.toHaveBeenCalled()
  })

  it('shows attention mass of a model without indexers, under its own name and in its own colour', async () => {
    const why = 'This model has no indexers: every token enters attention.'
    const kinds = [{ kind: 'dense' }, { kind: 'attended' }, { kind: 'attended' }, { kind: 'attended' }] as const
    const dense = { ...generation, layerKinds: { unit: 'token' as const, unitTokens: 1, kinds: [...kinds] } }
    const limits = [{ what: 'lens' as const, reason: why }]
    const answer = entry()
    const result = answer.result!
    const model = { ...result.model, measure: 'attention mass' as const, limits }
    await show({ ...answer, result: { ...result, model, generations: [dense] } })
    const lens = screen.getByRole('region', { name: /Lens/ })
    expect(screen.getAllByRole('tab').map((tab) => tab.textContent)).toEqual(['Evidence', 'Attention mass'])
    expect(document.querySelector('.lens-gauge')?.textContent).toBe('All 21 tokens entered: this model has no indexers')
    expect(lens.textContent).toContain(why)
    expect(lens.textContent).not.toMatch(/entered attention|selection/i)
    const shares = [0.1, 0.3, 0.1, 0.05, 0.05, 0.02, 0.1, 0.2]
    call.mockImplementation(async (name) => ({
      ok: true,
      value: name === 'lens.row' ? row({ scores: Float32Array.from(shares.map(Math.log)) }) : values[name]?.(),
    }))
    act(() => useLens.getState().show('entered'))
    act(() => useLens.getState().chooseLayer(2))
    await act(() => new Promise((resolve) => setTimeout(resolve, 20)))
    const marks = useMarks.getState().marks
    expect(marks.map(({ kind, position }) => [kind, position])).toEqual([5, 6, 9, 15, 17].map((at) => ['mass', at]))
    expect(document.querySelector('.lens-mass li .lens-number')?.textContent).toBe('30%')
    expect(lens.textContent).not.toMatch(/entered attention|indexer score/i)
    act(() => useLens.getState().chooseLayer(0))
    await act(() => new Promise((resolve) => setTimeout(resolve, 20)))
    expect(lens.textContent).toContain('layer 0 is none of them')
    call.mockImplementation(async (name) => ({ ok: true, value: values[name]?.() }))
  })

  it('says in a sentence that the trace is damaged', async () => {
    const message = 'The trace is damaged; ask again to see it.'
    call.mockImplementation(async (name) =>
      name === 'lens.row'
        ? { ok: false, failure: { code: 'trace-damaged', message } }
        : { ok: true, value: values[name]?.() },
    )
    await show(entry())
    act(() => useLens.getState().show('score'))
    await act(() => new Promise((resolve) => setTimeout(resolve, 20)))
    expect(screen.getByText(message)).toBeDefined()
    expect(useMarks.getState().marks).toEqual([])
  })
})
