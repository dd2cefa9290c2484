// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addFiles } from '../../../../renderer/actions/opening'
import { SettingsDialog } from '../../../../renderer/settings/SettingsDialog'
import { useApp } from '../../../../renderer/state/app'
import { useModels } from '../../../../renderer/state/models'
import { useTasks } from '../../../../renderer/state/tasks'
import { FakeMain } from '../harness/fake_main'
import { MODELS, REFUSED, TO_CONVERT } from '../harness/made_models'

let main: FakeMain
const fresh = [useApp, useModels, useTasks].map((store) => [store, store.getState()] as const)

beforeEach(() => {
  for (const [store, state] of fresh) (store.setState as (state: unknown, replace: true) => void)(state, true)
  main = new FakeMain('light')
  window.sparselens = main.bridge
})
afterEach(cleanup)

async function open(...models: FakeMain['models']): Promise<void> {
  main.models = models
  useApp.setState({ settings: main.settings, dialog: 'models' })
  render(<SettingsDialog onClose={() => {}} />)
  await screen.findByText(models[0]!.name)
}

const asked = (name: string) => main.calls.filter((call) => call.name === name).map(({ input }) => input)
const button = (name: string | RegExp) => screen.getByRole('button', { name, hidden: true })
const item = (id: string) => within(document.querySelector<HTMLElement>(`[data-model="${id}"]`)!)

/** Colours can't be judged without layout; the harness does that in a browser. */
async function violations(): Promise<string[]> {
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

function drop(...names: string[]): void {
  const files = names.map((name) => new File(['x'], name))
  fireEvent.drop(window, { dataTransfer: { files, types: ['Files'] } })
}

describe('a card', () => {
  it('says what a model is, and whether it is of use here', async () => {
    await open(MODELS.builtIn, MODELS.large)
    const large = item(MODELS.large.id)
    for (const text of ['685 billion', '380 GB in 9 files', '64 heads of 128 dims', 'MIT', '163,840 tokens'])
      large.getByText(text)
    large.getByText('2,048 tokens enter attention')
    large.getByText(/^Too large for this computer: it needs about 401 GB of memory, and there are 64 GB/)
    const builtIn = item('built-in')
    for (const text of ['In use', 'Built in', 'In memory', 'Apache 2.0', '223 million']) builtIn.getByText(text)
    builtIn.getByText(/^Fits this computer/)
    expect(builtIn.queryByText(/Remove/)).toBeNull()
    expect(await violations()).toEqual([])
  })

  it('of a model whose file vanished says so, and looks for it', async () => {
    await open(MODELS.builtIn, MODELS.missing)
    const missing = item(MODELS.missing.id)
    missing.getByText(/^The file isn’t at .media.usb.* any more/)
    missing.getByText('61')
    expect(missing.queryByText('Use this model')).toBeNull()
    fireEvent.click(button(/^Look for it/))
    await waitFor(() => expect(asked('models.find')).toEqual([{ model: MODELS.missing.id }]))
  })

  it('names samples of large files as such, and hashes all bytes on demand', async () => {
    await open(MODELS.builtIn, MODELS.large)
    item(MODELS.large.id).getByText(/^sampled-sha256 (5e)+ .*no proof/)
    item('built-in').getByText(/^sha256 (14)+ .all bytes/)
    fireEvent.click(button(/^Hash all bytes/))
    await waitFor(() => expect(asked('models.hash')).toMatchObject([{ model: MODELS.large.id }]))
  })
})

describe('the list', () => {
  it('uses another model', async () => {
    await open(MODELS.builtIn, MODELS.large)
    fireEvent.click(button(/^Use this model/))
    await waitFor(() => expect(asked('models.use')).toEqual([{ model: MODELS.large.id }]))
    await waitFor(() => item(MODELS.large.id).getByText('In use'))
  })

  it("says why one can't be used", async () => {
    await open(MODELS.builtIn, MODELS.large)
    main.failures.set('models.use', 'The model lacks part 3 of 9.')
    fireEvent.click(button(/^Use this model/))
    expect((await screen.findByText('The model lacks part 3 of 9.')).getAttribute('role')).toBe('alert')
    item('built-in').getByText('In use')
  })

  it('renames, and leaves it at Escape', async () => {
    await open(MODELS.builtIn, MODELS.large)
    const rename = () => {
      fireEvent.click(button(/^Rename/))
      return screen.getByLabelText<HTMLInputElement>(/^New name of/)
    }
    const key = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true })
    const field = rename()
    act(() => void field.dispatchEvent(key))
    expect(key.defaultPrevented).toBe(true)
    expect(screen.queryByLabelText(/^New name of/)).toBeNull()
    fireEvent.change(rename(), { target: { value: 'Big one' } })
    fireEvent.submit(screen.getByLabelText(/^New name of/).closest('form')!)
    await screen.findByText('Big one')
    expect(asked('models.rename')).toEqual([{ model: MODELS.large.id, name: 'Big one' }])
  })

  it('removes once that is confirmed', async () => {
    await open(MODELS.builtIn, MODELS.large)
    fireEvent.click(button(/^Remove from the list/))
    screen.getByText(/its files stay where they are/)
    expect(asked('models.remove')).toEqual([])
    fireEvent.click(button('Remove'))
    await waitFor(() => expect(screen.queryByText(MODELS.large.name)).toBeNull())
    expect(asked('models.remove')).toEqual([{ model: MODELS.large.id }])
  })

  it('loads the used model with progress in bytes, and frees it', async () => {
    await open({ ...MODELS.builtIn, isLoaded: false })
    let finish = () => {}
    const call = main.bridge.call
    window.sparselens = {
      ...main.bridge,
      call: async (name, input) => {
        const answer = call(name, input)
        if (name === 'models.load')
          await new Promise<void>((resolve) => {
            finish = resolve
          })
        return answer
      },
    }
    fireEvent.click(button('Load it now'))
    await waitFor(() => expect(asked('models.load')).toHaveLength(1))
    const { job } = asked('models.load')[0] as { job: string }
    const progress = { step: 'load', done: 40 * 2 ** 30, total: 380 * 2 ** 30 }
    await act(async () => main.tell('job.progress', { job, progress }))
    screen.getByText('Loading the model: 40 GB of 380 GB')
    fireEvent.click(button('Stop'))
    await waitFor(() => expect(asked('job.cancel')).toEqual([{ job }]))
    await act(async () => finish())
    act(() => useModels.getState().setModels([MODELS.builtIn]))
    fireEvent.click(button('Free its memory'))
    await waitFor(() => expect(asked('models.unload')).toHaveLength(1))
  })

  it('chooses a chat template, and goes back to the model’s own', async () => {
    await open(MODELS.fits, MODELS.mute)
    item(MODELS.mute.id).getByText(/no chat template/)
    fireEvent.click(button('Choose a chat template…'))
    item(MODELS.fits.id).getByText('deepseek-v32.jinja')
    fireEvent.click(button(/^Use the model’s own/))
    await waitFor(() =>
      expect(asked('models.template')).toEqual([
        { model: MODELS.mute.id, own: false },
        { model: MODELS.fits.id, own: true },
      ]),
    )
  })
})

describe('what is added', () => {
  it('may be dropped anywhere while the page is open, and tells what came of it', async () => {
    await open(MODELS.builtIn, MODELS.large)
    main.added = { added: [MODELS.large.id], refused: [REFUSED], toConvert: [TO_CONVERT] }
    drop('a.gguf', 'b.gguf')
    await screen.findByText(`In the list: ${MODELS.large.name}.`)
    expect(asked('models.add')).toEqual([{ paths: ['/files/a.gguf', '/files/b.gguf'] }])
    expect(asked('library.add')).toEqual([])
    expect(screen.getByText(/has no lightning indexer tensors/).textContent).toBe(
      `other.gguf was not added. ${REFUSED.message}`,
    )
    screen.getByText(/python3 .*convert_hf_to_gguf.py \/home\/me\/DeepSeek-V3.2-Exp --outtype q8_0/)
    expect(await violations()).toEqual([])
    // the same steps stand below, for whoever has nothing yet
    fireEvent.click(screen.getAllByRole('button', { name: 'Copy: command 3', hidden: true })[0]!)
    await waitFor(() => expect(asked('app.copy')).toEqual([{ text: TO_CONVERT.commands[2] }]))
  })

  it('is chosen by the system’s dialogs', async () => {
    await open(MODELS.builtIn)
    fireEvent.click(button('Choose a file…'))
    fireEvent.click(button('Choose a folder…'))
    await waitFor(() => expect(asked('models.pick')).toEqual([{ what: 'file' }, { what: 'folder' }]))
  })

  it('to the window goes to the page of models, and documents to the library', async () => {
    useApp.setState({ settings: main.settings })
    await addFiles([new File(['x'], 'a.gguf'), new File(['x'], 'b.pdf')])
    expect(useApp.getState().dialog).toBe('models')
    expect(asked('models.add')).toEqual([{ paths: ['/files/a.gguf'] }])
    expect(asked('library.add')).toEqual([{ paths: ['/files/b.pdf'] }])
  })

  it('of another architecture is told so', async () => {
    await open(MODELS.builtIn)
    main.added = { toConvert: [{ ...TO_CONVERT, architecture: 'LlamaForCausalLM', commands: [] }] }
    fireEvent.click(button('Choose a folder…'))
    await screen.findByText(/another kind of model \(LlamaForCausalLM\)/)
  })
})

it('says how to get V3.2-Exp without going online', async () => {
  await open(MODELS.builtIn)
  screen.getByText('Hugging Face, deepseek-ai/DeepSeek-V3.2-Exp')
  screen.getByText('MIT')
  screen.getByText(/convert_hf_to_gguf.py DeepSeek-V3.2-Exp --outtype q8_0/)
  expect(document.querySelectorAll('a')).toHaveLength(0)
})
