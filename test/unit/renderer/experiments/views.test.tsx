// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { Tooltip } from 'radix-ui'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ExperimentsPane } from '../../../../renderer/experiments/ExperimentsPane'
import { savedOf } from '../../../../renderer/experiments/statistics/saved'
import {
  bucketName,
  distanceShares,
  meanOverlap,
  placeShares,
} from '../../../../renderer/experiments/statistics/shares'
import { documentEntries } from '../../../../renderer/lens/evidence/evidence_entries'
import { Lens } from '../../../../renderer/lens/Lens'
import { bestPosition, headsAt, headWords, scoreAt } from '../../../../renderer/lens/score/heads'
import { useAnswers } from '../../../../renderer/state/answers'
import { useDocument } from '../../../../renderer/state/document'
import { useExperiments } from '../../../../renderer/state/experiments'
import { useLens } from '../../../../renderer/state/lens'
import { useRuns } from '../../../../renderer/state/runs'
import { useTasks } from '../../../../renderer/state/tasks'
import { alignment, generation, model, source, summary, timings } from '../lens/made'

const id = '00000000-0000-4000-8000-000000000001'
const run = '00000000-0000-4000-8000-000000000002'
const answer = summary(id)
const tokens = generation.tokenStarts.length - 1
const comparison = {
  before: new Float32Array(tokens).fill(-1),
  after: new Float32Array(tokens).fill(-2),
  kl: Float32Array.from({ length: tokens }, (_, i) => (i === 2 ? 3 : 0)),
  kept: Float32Array.of(1, 0.5, 0.5, 0),
  unobserved: 'Attention weights can be read only on the CPU.',
}
const values: Record<string, unknown> = {
  'experiment.ask': {
    run,
    generation: { ...generation, topK: 16 },
    model: { ...model, topK: 16 },
    timings,
    comparison,
  },
}
const call = vi.fn(async (name: string, _input?: unknown) => ({ ok: true, value: values[name] }) as never)
const settle = () => act(() => new Promise((resolve) => setTimeout(resolve, 20)))

beforeEach(() => {
  call.mockClear()
  window.sparselens = { call, listen: () => () => {}, pathsOf: () => [] }
  useDocument.setState({ entry: { id: answer.document } as never, source, alignment: alignment() })
  useAnswers.setState({ document: answer.document, answers: [answer] })
  useLens.setState({ open: false, answer: undefined, span: undefined, askedUnit: undefined })
  useExperiments.setState({ open: true, tab: 'answer', exclude: [], force: [], topK: undefined, shown: {} })
  useRuns.setState({ runs: [] })
  useTasks.setState({ running: {}, problems: {} })
})
afterEach(cleanup)

const show = () =>
  render(
    <Tooltip.Provider>
      <ExperimentsPane />
      <Lens />
    </Tooltip.Provider>,
  )

describe('asking otherwise', () => {
  it('asks with what was chosen, and shows what came of it', async () => {
    show()
    expect(screen.getByText(/Nothing is changed yet/)).toBeTruthy()
    act(() => useExperiments.getState().chooseTopK(16))
    act(() => useExperiments.getState().use('exclude', [0, 1]))
    expect(screen.getAllByRole('button', { name: /^Remove/ }).length).toBe(2)
    fireEvent.click(screen.getAllByRole('button', { name: /^Remove/ })[1]!)
    fireEvent.click(screen.getByRole('button', { name: 'Ask again' }))
    await settle()
    const asked = call.mock.calls.find(([name]) => name === 'experiment.ask')![1] as unknown as {
      experiment: Record<string, unknown>
    }
    const unit = alignment().sentences[0]!
    const from = generation.textStart + unit.firstToken - generation.part!.from
    expect(asked.experiment).toEqual({
      about: { kind: 'answer', trace: { answer: id, generation: 0 } },
      topK: 16,
      exclude: [{ from, to: from + unit.endToken - unit.firstToken }],
      force: [],
    })
    expect(screen.getByText('Top-k 16, 1 sentence left out')).toBeTruthy()
    const words = document.querySelector('.try-run > .try-about')!.textContent
    expect(words).toContain('mean KL 0.429 nats')
    expect(words).toContain(`changes by −${tokens.toFixed(1)} nats`)
    expect(words).toContain('50% of what was selected before is selected now')
    expect(screen.getByText(/Attention mass kept by layer: not known/).textContent).toContain('only on the CPU')
  })

  it('lets the lens look into a run, marked as one, and comes back', async () => {
    show()
    fireEvent.click(screen.getByRole('button', { name: 'Ask again' }))
    await settle()
    fireEvent.click(screen.getByRole('button', { name: 'Look into this run with the lens' }))
    await settle()
    expect(useLens.getState().answer).toBe(run)
    expect(document.querySelector('.try-banner')?.textContent).toContain('Experiment: nothing changed')
    expect(call.mock.calls.some(([name, input]) => name === 'lens.span' && JSON.stringify(input).includes(run))).toBe(
      true,
    )
    // a run is no answer that could be checked
    expect(screen.queryByText(/What if/)).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Back to the answer' }))
    expect(useLens.getState()).toMatchObject({ answer: id, generation: 0 })
    expect(document.querySelector('.try-banner')).toBeNull()
  })

  it('says why a merged text can’t be asked for otherwise, and offers its parts', () => {
    const merge = { ...generation, kind: 'merge' as const, part: undefined, read: [] }
    const result = { ...answer.result!, generations: [generation, generation, merge], main: 2 }
    useAnswers.setState({ answers: [{ ...answer, result }] })
    show()
    expect(screen.getByText(/merged from summaries .* Choose the part/)).toBeTruthy()
    expect(screen.getByRole('combobox', { name: 'Part' }).querySelectorAll('option')).toHaveLength(2)
  })

  it('says that there is nothing to try without an answer', () => {
    useAnswers.setState({ answers: [] })
    show()
    expect(screen.getByText(/ask something first/)).toBeTruthy()
  })
})

describe('a raw prompt', () => {
  it('is asked as it is, and again with another top-k against its first run', async () => {
    act(() => useExperiments.getState().show('prompt'))
    show()
    fireEvent.change(screen.getByRole('textbox', { name: /Raw prompt/ }), { target: { value: 'Ropes are' } })
    fireEvent.click(screen.getByRole('checkbox'))
    fireEvent.click(screen.getByRole('button', { name: 'Ask' }))
    await settle()
    const asks = () => call.mock.calls.filter(([name]) => name === 'experiment.ask').map(([, input]) => input)
    expect(asks()[0]).toMatchObject({
      experiment: { about: { kind: 'prompt', prompt: 'Ropes are', framed: false }, exclude: [], force: [] },
    })
    values['experiment.ask'] = { ...(values['experiment.ask'] as object), run: id }
    fireEvent.click(screen.getByRole('button', { name: 'Ask again' }))
    await settle()
    expect(asks()[1]).toMatchObject({
      experiment: { about: { kind: 'answer', trace: { answer: run, generation: 0 } } },
    })
  })
})

it('evidence within a raw prompt names no pages', () => {
  const item = { sentence: 0, page: 1, text: 'Ropes are kept.', score: 2, count: 3 }
  const subject = {
    entry: answer,
    result: answer.result!,
    generation: { ...generation, kind: 'prompt' as const, part: undefined },
    layers: [2, 3],
    retrievalLayers: [2, 3],
  }
  expect(documentEntries(subject, [item])[0]).toMatchObject({ text: 'Ropes are kept.', page: undefined })
  expect(documentEntries({ ...subject, generation }, [item])[0]).toMatchObject({ page: 1 })
})

describe("the indexer's heads", () => {
  // 2 heads, 3 positions
  const heads = { position: 2, heads: 2, scores: Float32Array.of(1, 2, 0, 0, -1, 3) }
  it('add up to the score, and the best position has the highest', () => {
    expect([...headsAt(heads, 1)]).toEqual([2, -1])
    expect([0, 1, 2].map((at) => scoreAt(heads, at))).toEqual([1, 1, 3])
    expect(bestPosition(heads, 0, 3)).toBe(2)
    expect(bestPosition(heads, 0, 2)).toBe(0)
  })
  it('are named in words', () => {
    expect(headWords([1, 3])).toBe('Head 1 gives most: 75% of all that counts for it.')
    expect(headWords([2, -1])).toBe('Head 0 gives most: 100% of all that counts for it; 1 of 2 count against it.')
    expect(headWords([0, 0])).toBe('No head gave this token a positive score.')
  })
})

describe('statistics', () => {
  const counts = {
    layers: 2,
    layerOverlap: Float32Array.of(1, 0.5, 0.25, 1),
    places: Float32Array.of(0.1, 0.6, 0.2, 0.1, 0, 1, 0, 0),
    distance: { buckets: 2, selected: Float64Array.of(1, 2, 0, 3), visible: Float64Array.of(2, 2, 0, 4) },
  }
  it('are shares', () => {
    expect(meanOverlap(counts)).toBe(0.375)
    expect(distanceShares(counts)).toEqual(Float32Array.of(0.5, 1, 0, 0.75))
    expect(placeShares(counts, 1)).toEqual(Float32Array.of(0.6, 1))
  })
  it('names how far back', () => {
    expect([0, 1, 3, 10, 12].map(bucketName)).toEqual(['0–1', '2–3', '8–15', '1K+', '4K+'])
  })
  it('counts answers that said something, each of their texts', () => {
    const file = { id: answer.document, file: 'pier.pdf' }
    expect(savedOf(file, { ...answer, result: undefined })).toEqual([])
    expect(savedOf(file, answer)).toEqual([
      expect.objectContaining({ title: 'Summary', file: 'pier.pdf', traces: [{ answer: id, generation: 0 }] }),
    ])
  })
})
