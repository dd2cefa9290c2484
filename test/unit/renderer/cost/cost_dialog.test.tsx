// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Bridge } from '../../../../electron/shared/ipc/bridge'
import { RunningMeasurement } from '../../../../renderer/app/RunningMeasurement'
import { CostDialog } from '../../../../renderer/cost/CostDialog'
import { useCost } from '../../../../renderer/cost/cost'
import { useAnswers } from '../../../../renderer/state/answers'
import { useApp } from '../../../../renderer/state/app'
import { RECORDING } from '../made'
import { REPORT, SERIES } from './cost_made'

/** The dialog over a main that measures when the test says so. */

let report: unknown
let measured:
  | { input: { job: string; most?: number }; reply(reply: Awaited<ReturnType<Bridge['call']>>): void }
  | undefined
let cancelled: string[]
let tell: (name: string, data: unknown) => void
const fresh = useCost.getState()

beforeEach(() => {
  useCost.setState(fresh, true)
  useAnswers.setState({ answers: [] })
  report = null
  measured = undefined
  cancelled = []
  window.sparselens = {
    call: async (name, input) => {
      if (name === 'cost.report') return { ok: true, value: report }
      if (name === 'cost.measure')
        return new Promise((reply) => {
          measured = { input: input as { job: string }, reply }
        })
      cancelled.push((input as { job: string }).job)
      return { ok: true, value: undefined }
    },
    listen: (listener) => {
      tell = (name, data) => act(() => listener(name, data))
      return () => {}
    },
    pathsOf: () => [],
  }
})
afterEach(cleanup)

const measureNow = async () => {
  fireEvent.click(await screen.findByRole('button', { name: /Measure/ }))
  await waitFor(() => expect(measured).toBeDefined())
  return measured!
}

async function violations(): Promise<string[]> {
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

it('without a measurement it explains, offers one, and shows what was published', async () => {
  render(<CostDialog onClose={() => {}} />)
  await screen.findByText(/Not measured yet with this model/)
  expect(screen.getByRole('button', { name: 'Measure on this computer' })).toBeDefined()
  expect(screen.getByRole('region', { name: 'Published by DeepSeek' }).textContent).toContain('preliminary claim')
  expect(screen.getAllByRole('img')).toHaveLength(2)
  expect(await violations()).toEqual([])
})

it('measures as deep as was chosen, says how far it has come, and shows what it found', async () => {
  render(<CostDialog onClose={() => {}} />)
  fireEvent.change(await screen.findByRole('combobox'), { target: { value: '2048' } })
  const { input, reply } = await measureNow()
  expect(input.most).toBe(2048)
  expect(screen.getByRole('status').textContent).toContain('Waiting for the model')
  tell('job.progress', { job: input.job, progress: { step: 'measure', done: 1, total: 4, note: 'Small: dense, 512' } })
  expect(screen.getByRole('progressbar', { name: 'Measuring Small: dense, 512' }).getAttribute('value')).toBe('0.25')
  // another job's progress is not this one's
  const other = '00000000-0000-4000-8000-000000000001'
  tell('job.progress', { job: other, progress: { step: 'count', done: 3, total: 4 } })
  expect(screen.getByRole('progressbar').getAttribute('value')).toBe('0.25')
  await act(async () => reply({ ok: true, value: REPORT }))
  await screen.findByText('How it was measured')
  expect(screen.getAllByRole('img')).toHaveLength(6)
  expect(screen.getByText('Some attention: attention only, random weights, one layer')).toBeDefined()
  expect(await violations()).toEqual([])
})

it('draws no curve of one depth, and opens its numbers', async () => {
  report = { ...REPORT, series: [{ ...SERIES, points: SERIES.points.slice(0, 1) }] }
  render(<CostDialog onClose={() => {}} />)
  await screen.findByText(/^Measured at one depth only/)
  expect(screen.getAllByRole('img')).toHaveLength(2) // what was published
  expect(screen.getByRole('table').closest('details')!.open).toBe(true)
})

it('can be stopped, and what was measured before stays', async () => {
  report = REPORT
  render(<CostDialog onClose={() => {}} />)
  await screen.findByText('How it was measured')
  const { input, reply } = await measureNow()
  fireEvent.click(screen.getByRole('button', { name: 'Stop' }))
  await waitFor(() => expect(cancelled).toEqual([input.job]))
  await act(async () => reply({ ok: false, failure: { code: 'cancelled', message: 'Cancelled.' } }))
  expect(screen.queryByRole('alert')).toBeNull()
  expect(screen.getByText('How it was measured')).toBeDefined()
  expect(screen.getByRole('button', { name: 'Measure again' })).toBeDefined()
})

it('says why it failed', async () => {
  render(<CostDialog onClose={() => {}} />)
  const { reply } = await measureNow()
  await act(async () =>
    reply({ ok: false, failure: { code: 'failed', message: 'The disk is full: free some space.' } }),
  )
  expect((await screen.findByRole('alert')).textContent).toBe('The disk is full: free some space.')
})

it('goes on in the status line while the dialog is closed', async () => {
  const dialog = render(<CostDialog onClose={() => {}} />)
  await measureNow()
  dialog.unmount()
  render(<RunningMeasurement />)
  fireEvent.click(screen.getByRole('button', { name: /Measuring/ }))
  expect(useApp.getState().dialog).toBe('cost')
})

it('tells of the open document’s newest answer, and of any other call', async () => {
  report = REPORT
  const { request, result } = RECORDING.answers[0]!
  const { text, sentences } = result.generations[0]!.answer
  const id = '00000000-0000-4000-8000-000000000002'
  useAnswers.setState({
    answers: [{ id, document: id, request, state: 'done', createdAt: 1, text, sentences, result }],
  })
  render(<CostDialog onClose={() => {}} />)
  const { promptLength, answer } = result.generations[0]!
  const name = `This call, ${promptLength} + ${answer.tokens} tokens: `
  expect((await screen.findAllByText((words) => words.startsWith(name))).length).toBe(2)
  const field = screen.getAllByLabelText('Tokens that are read')[0]!
  fireEvent.change(field, { target: { value: '3000' } })
  fireEvent.blur(field)
  expect(screen.getByText(/^A call, 3,000 \+ 300 tokens: 0\.\d\d of the dense time/)).toBeDefined()
})
