// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ModelPlan } from '../../../../renderer/settings/models/ModelPlan'
import { chosenOf, overfull, planWords } from '../../../../renderer/settings/models/plan_words'
import { PLAN } from '../../plan'
import { FakeMain } from '../harness/fake_main'
import { MODELS } from '../harness/made_models'

/** How a model would be loaded, in the settings: computed, adjusted and remembered. */

let main: FakeMain
beforeEach(() => {
  main = new FakeMain('light')
  window.sparselens = main.bridge
})
afterEach(cleanup)

const { large } = MODELS
const asked = (name: string) => main.calls.filter((call) => call.name === name).map(({ input }) => input)

async function unfold() {
  const { container } = render(<ModelPlan model={large} />)
  const details = container.querySelector('details')!
  details.open = true
  fireEvent(details, new Event('toggle'))
  return screen.findByRole('table')
}

it('is asked for once it is unfolded, and tells the memory of each device', async () => {
  render(<ModelPlan model={large} />)
  expect(asked('models.plan')).toEqual([])
  cleanup()
  const table = await unfold()
  expect(asked('models.plan')).toEqual([{ model: large.id, choice: {} }])
  const rows = within(table).getAllByRole('row').slice(1)
  expect(
    rows.map((row) =>
      within(row)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent),
    ),
  ).toEqual([
    ['10 GB', '512 MB', '512 MB', '11 GB', '23 GB'],
    ['22 GB', '512 MB', '512 MB', '23 GB (too much)', '23 GB'],
    ['30 GB', '512 MB', '512 MB', '31 GB', '60 GB'],
  ])
})

it('is made anew with every choice, and loaded with what was planned', async () => {
  await unfold()
  fireEvent.change(screen.getByLabelText('KV cache'), { target: { value: 'q8_0' } })
  await waitFor(() => expect(asked('models.plan').at(-1)).toEqual({ model: large.id, choice: { keys: 'q8_0' } }))
  const second = screen.getByLabelText('Layers on CUDA1')
  fireEvent.change(second, { target: { value: '4' } })
  fireEvent.blur(second)
  const choice = { keys: 'q8_0', split: [5, 4], gpuLayers: 9 }
  await waitFor(() => expect(asked('models.plan').at(-1)).toEqual({ model: large.id, choice }))
  fireEvent.click(screen.getByRole('button', { name: /^Load it like this/ }))
  await waitFor(() => expect(asked('models.loadAs')).toEqual([{ model: large.id, choice: chosenOf(PLAN) }]))
})

it('is words as well: what fits, how fast, and all that loading needs', () => {
  expect(planWords(PLAN)).toEqual([
    'It fits. All of this is computed beforehand; nothing was loaded.',
    'The second GPU is nearly full.',
    'At the beginning of a text it writes about 12 tokens/s.',
    'After 32,768 tokens it reads about 19 tokens/s and writes about 11 tokens/s.',
  ])
  const alone = { ...PLAN, fits: false, notes: [], machine: { ...PLAN.machine, gpus: [] } }
  expect(planWords(alone)).toEqual(['It does not fit.', expect.stringMatching(/^Planned for the processor alone/)])
  expect(chosenOf(PLAN)).toEqual({
    context: 65_536,
    keys: 'f16',
    mapped: true,
    threads: 8,
    gpuLayers: 11,
    cpuExperts: 8,
    split: [5, 6],
  })
  expect(chosenOf({ ...alone, choice: { ...PLAN.choice, split: [] } })).not.toHaveProperty('gpuLayers')
  expect([0, 1, 2].map((i) => overfull(PLAN, i))).toEqual([false, true, false])
})
