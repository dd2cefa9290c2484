import { rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AddedModels } from '../../../../electron/shared/ipc/model_data'
import { AppOfTest, isDone } from './app_of_test'
import type { FakeEngine } from './fake_engine'

let main: AppOfTest
beforeEach(() => {
  main = new AppOfTest()
})
afterEach(() => main.remove())

describe('the engine', () => {
  it('is ended when it hangs, and started again', async () => {
    await main.open([{ hung: true }, {}], { everyMs: 10, patience: 3 })
    const engine = main.engines[0] as FakeEngine
    await main.until('app.problem', ({ message }) => message.includes('hung'))
    const [shown] = await main.drop(main.file('note.txt'))
    expect(shown!.state).toBe('done')
    expect(main.engines.length).toBeGreaterThan(1)
    expect(engine.orders).toEqual([])
  })

  it('is asked anew when another model is chosen', async () => {
    await main.open()
    const path = main.file('big-00001-of-00004.gguf')
    const { added }: AddedModels = await main.call('models.add', { paths: [path] })
    await main.call('models.use', { model: added[0]! })
    expect(await main.call('app.settings')).toMatchObject({ model: path })
    const status = await main.until('app.status', ({ model }) => model.name === path)
    expect(status).toMatchObject({ engine: 'ready', version: '1.2.3' })
  })

  it('is replaced when a GPU is wanted', async () => {
    await main.open()
    await main.until('app.status', ({ device }) => device === 'CPU')
    await main.call('app.change', { gpuLayers: 8 })
    await main.until('app.status', ({ engine }) => engine === 'ready' && main.engines.length === 2)
  })
})

describe('calls', () => {
  it('that are wrong are refused with a sentence', async () => {
    await main.open()
    await expect(main.call('library.add', { paths: [] })).rejects.toMatchObject({ code: 'bad-argument' })
    await expect(main.call('constructor' as 'app.copy')).rejects.toThrow('There is no call "constructor".')
    const document = '00000000-0000-4000-8000-000000000000'
    await expect(main.call('library.open', { document })).rejects.toMatchObject({ code: 'not-found' })
    await expect(
      main.call('answers.ask', { document, request: { kind: 'question', question: 'Why?' } }),
    ).rejects.toMatchObject({ code: 'not-found' })
  })

  it('of the lens say so when a trace is gone', async () => {
    await main.open()
    const [shown] = await main.drop(main.file('note.txt'))
    const { id: answer } = await main.until('answer.changed', isDone)
    expect(await main.call('lens.tokens', { answer })).toEqual({ ids: Int32Array.of(1), offsets: Uint32Array.of(0, 4) })
    rmSync(main.app.library.files.trace(shown!.document!, answer, 0))
    const row = { trace: { answer, generation: 0 }, token: 0, layer: 0 }
    await expect(main.call('lens.row', row)).rejects.toMatchObject({ code: 'no-trace' })
  })

  it('remember settings', async () => {
    await main.open()
    await main.call('app.change', { theme: 'dark', view: { panes: [1, 2] } })
    await main.restart()
    expect(await main.call('app.settings')).toMatchObject({ theme: 'dark', view: { panes: [1, 2] } })
  })
})
