// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { Tooltip } from 'radix-ui'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ExperimentsPane } from '../../../../renderer/experiments/ExperimentsPane'
import { Lens } from '../../../../renderer/lens/Lens'
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
