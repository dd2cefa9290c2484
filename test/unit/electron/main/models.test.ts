import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { builtInModel } from '../../../../electron/models/builtin'
import { type AddedModels, BUILT_IN, type ModelEntry } from '../../../../electron/shared/ipc/model_data'
import type { Status } from '../../../../electron/shared/ipc/settings_data'
import { PLAN } from '../../plan'
import { AppOfTest, isDone } from './app_of_test'
import { CARD, resultOf } from './fake_engine'

let main: AppOfTest
beforeEach(() => {
  main = new AppOfTest()
})
afterEach(() => main.remove())

const list = (): Promise<ModelEntry[]> => main.call('models.list')
const add = (...paths: string[]): Promise<AddedModels> => main.call('models.add', { paths })
const used = async () => (await list()).filter(({ isUsed }) => isUsed).map(({ name }) => name)

/** A folder below the test's own with empty files of these names. */
function folderOf(name: string, ...files: string[]): string {
  const folder = join(main.folder, name)
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), '')
  }
  return folder
}

describe('the list of models', () => {
  it('begins with the built-in one, which is used and stays', async () => {
    await main.open()
    expect(await list()).toMatchObject([
      { id: BUILT_IN, path: builtInModel(), isUsed: true, isLoaded: false, state: 'ready' },
    ])
    await expect(main.call('models.remove', { model: BUILT_IN })).rejects.toMatchObject({ code: 'not-found' })
  })

  it('takes a file, any shard, and a folder, each once, and says what each is', async () => {
    await main.open()
    const folder = folderOf('big', 'big-00001-of-00002.gguf', 'big-00002-of-00002.gguf', 'README.md')
    const [first, second] = [1, 2].map((n) => join(folder, `big-0000${n}-of-00002.gguf`))
    const small = main.file('small.gguf')
    const { added, refused, models } = await add(small, second!, folder)
    expect(refused).toEqual([])
    expect(added).toEqual([models[1]!.id, models[2]!.id, models[2]!.id])
    expect(models.slice(1)).toMatchObject([
      { path: small, name: 'small', isUsed: false, card: { ...CARD, name: 'small' } },
      { path: first, fit: { fits: false, neededBytes: expect.any(Number) }, hash: { sampledSha256: 'cd'.repeat(32) } },
    ])
  })

  it("refuses what can't be used with the engine's sentence, and keeps the rest", async () => {
    await main.open()
    const { added, refused, models } = await add(
      main.file('bad.gguf'),
      main.file('good.gguf'),
      folderOf('empty', 'x.txt'),
    )
    expect(added).toHaveLength(1)
    expect(models.map(({ name }) => name)).toEqual([expect.any(String), 'good'])
    expect(refused).toEqual([
      { file: 'bad.gguf', message: 'bad.gguf has no indexers.' },
      { file: 'empty', message: '"empty" holds no GGUF model: choose the folder that its .gguf files lie in.' },
    ])
  })

  it('is kept with names, templates and the choice', async () => {
    await main.open()
    const { added } = await add(main.file('a.gguf'))
    const model = added[0]!
    await main.call('models.rename', { model, name: '  My model ' })
    main.picked.template = main.file('chat.jinja')
    await main.call('models.template', { model, own: false })
    await main.call('models.use', { model })
    await main.restart()
    const [builtIn, mine] = await list()
    expect(builtIn!.isUsed).toBe(false)
    expect(mine).toMatchObject({ id: model, name: 'My model', isUsed: true, template: main.picked.template })
    const renamed: ModelEntry[] = await main.call('models.rename', { model, name: ' ' })
    expect(renamed[1]!.name).toBe('a')
  })

  it('is removed from without touching the file; the built-in model takes over', async () => {
    await main.open()
    const path = main.file('a.gguf')
    const { added } = await add(path)
    await main.call('models.use', { model: added[0]! })
    expect(await used()).toEqual(['a'])
    expect(await main.call('models.remove', { model: added[0]! })).toHaveLength(1)
    expect(await used()).toHaveLength(1)
    expect(await main.call('app.settings')).toMatchObject({ model: null })
    expect((await add(path)).added).toHaveLength(1)
  })

  it('has the model that was chosen before there was a list', async () => {
    await main.open()
    const model = main.file('older.gguf')
    main.app.settings.change({ model })
    await main.restart()
    expect((await list())[1]).toMatchObject({ path: model, isUsed: true })
  })

  it('tells the page of changes', async () => {
    await main.open()
    const { added } = await add(main.file('a.gguf'))
    await main.call('models.use', { model: added[0]! })
    const told = await main.until('models.changed', (models) => models[1]?.isUsed === true)
    expect(told[0]!.isUsed).toBe(false)
  })
})

describe('a file that vanished', () => {
  it('has its card still, is told, and is looked for', async () => {
    await main.open()
    const path = main.file('a.gguf')
    const { added } = await add(path)
    const model = added[0]!
    renameSync(path, join(main.folder, 'moved.gguf'))
    const [, gone] = await list()
    expect(gone).toMatchObject({ state: 'missing', name: 'a', card: { layers: 61 } })
    await expect(main.call('models.use', { model })).rejects.toThrow(`"a" isn't at ${path} any more; look for it.`)
    main.picked.model = main.file('bad.gguf')
    await expect(main.call('models.find', { model })).rejects.toThrow('bad.gguf has no indexers.')
    main.picked.model = join(main.folder, 'moved.gguf')
    const [, found]: ModelEntry[] = await main.call('models.find', { model })
    expect(found).toMatchObject({ id: model, state: 'ready', path: main.picked.model, name: 'moved' })
    main.picked.model = undefined
    expect(await main.call('models.find', { model })).toMatchObject([{}, { state: 'ready' }])
  })

  it('is looked at again when it changed', async () => {
    await main.open()
    const path = main.file('a.gguf')
    await add(path)
    const looks = () => main.engines[0]!.calls.filter((call) => call === 'model.inspect a.gguf').length
    await list()
    expect(looks()).toBe(1)
    writeFileSync(path, 'longer than it was before')
    await list()
    expect(looks()).toBe(2)
  })
})

describe('a chat template', () => {
  it('makes a model usable that has none, and goes to the engine with every request', async () => {
    const useMute = async () => {
      const { added, refused } = await add(main.file('mute.gguf'))
      expect(refused).toEqual([])
      const model = added[0]!
      await expect(main.call('models.use', { model })).rejects.toThrow('It has no chat template.')
      main.picked.template = main.file('wrong.jinja')
      await expect(main.call('models.template', { model, own: false })).rejects.toThrow('It is no template.')
      main.picked.template = main.file('chat.jinja')
      const models: ModelEntry[] = await main.call('models.template', { model, own: false })
      expect(models[1]).toMatchObject({ state: 'ready', template: main.picked.template })
      await main.call('models.use', { model })
    }
    await main.open()
    await useMute()
    const [shown] = await main.drop(main.file('note.txt'))
    await main.until('answer.changed', isDone)
    expect(shown!.state).toBe('done')
    expect(main.engines[0]!.orders[0]!.model).toMatchObject({ template: main.picked.template })
    const [, mute]: ModelEntry[] = await main.call('models.template', { model: (await list())[1]!.id, own: true })
    expect(mute).toMatchObject({ state: 'refused', problem: { code: 'no-chat-template' } })
    expect(mute!.template).toBeUndefined()
  })
})

describe('thinking', () => {
  it('is remembered for each model, said in the status line and asked for with what nobody asked', async () => {
    await main.open()
    await expect(main.call('models.think', { on: true })).rejects.toMatchObject({ code: 'not-found' })
    const { added } = await add(main.file('thinker.gguf'), main.file('other.gguf'))
    await main.call('models.use', { model: added[0]! })
    const status = async () => ((await main.call('app.status')) as Status).model.thinks
    await main.until('app.status', ({ model }: Status) => model.thinks === false)
    const models: ModelEntry[] = await main.call('models.think', { on: true })
    expect(models.map(({ thinks }) => thinks)).toEqual([undefined, true, undefined])
    expect(await status()).toBe(true)
    await main.drop(main.file('note.txt'))
    await main.until('answer.changed', isDone)
    expect(main.engines[0]!.orders[0]!.request).toEqual({ kind: 'summary', think: true })
    await main.call('models.use', { model: added[1]! })
    await main.until('app.status', ({ model }: Status) => model.thinks === undefined)
  })
})

describe('a plan', () => {
  it('is made for a choice, and what was chosen is remembered and loaded', async () => {
    await main.open()
    const { added } = await add(main.file('planned.gguf'))
    const model = added[0]!
    await main.call('models.use', { model })
    expect(await main.call('models.plan', { model, choice: { keys: 'q8_0' } })).toEqual(PLAN)
    expect(main.engines[0]!.calls).toContain('model.plan planned.gguf {"keys":"q8_0"}')
    const choice = { keys: 'q8_0' as const, threads: 3, gpuLayers: 4, split: [1, 3] }
    const [, entry]: ModelEntry[] = await main.call('models.loadAs', { model, choice })
    expect(entry!.load).toEqual(choice)
    await main.drop(main.file('note.txt'))
    await main.until('answer.changed', isDone)
    // an engine with a GPU is another process
    expect(main.engines.at(-1)!.orders[0]!.model).toMatchObject({ path: entry!.path, ...choice })
    const [, later]: ModelEntry[] = await main.call('models.loadAs', { model })
    expect(later!.load).toBeUndefined()
  })
})

describe('a folder of Hugging Face', () => {
  it('is told what to do with', async () => {
    await main.open()
    const folder = folderOf("O'Hara's V3.2", 'model-00001.safetensors')
    writeFileSync(join(folder, 'config.json'), JSON.stringify({ architectures: ['DeepseekV32ForCausalLM'] }))
    const { toConvert, refused } = await add(folder)
    expect(refused).toEqual([])
    expect(toConvert).toMatchObject([{ folder, architecture: 'DeepseekV32ForCausalLM', bytes: 0 }])
    expect(toConvert[0]!.commands).toHaveLength(4)
  })
})

describe('memory', () => {
  it('is filled before it is needed, told in bytes, and freed', async () => {
    await main.open()
    await list()
    const job = '00000000-0000-4000-8000-00000000000a'
    await main.call('models.load', { job })
    const { progress } = await main.until('job.progress', (data) => data.job === job)
    expect(progress).toEqual({ step: 'load', done: 500, total: 1000 })
    await main.until('models.changed', ([builtIn]) => builtIn!.isLoaded)
    await main.call('models.unload', { job })
    expect(main.engines[0]!.calls).toContain('model.unload')
    await main.until('models.changed', ([builtIn]) => !builtIn!.isLoaded)
    expect((await list())[0]!.isLoaded).toBe(false)
  })

  it('holds nothing once the engine ended', async () => {
    await main.open()
    await list()
    await main.call('models.load', { job: '00000000-0000-4000-8000-00000000000a' })
    await main.until('models.changed', ([builtIn]) => builtIn!.isLoaded)
    main.engines[0]!.exit('exit code 1')
    await main.until('models.changed', ([builtIn]) => !builtIn!.isLoaded)
    expect(main.engines).toHaveLength(1)
  })
})

it('hashes all bytes of a model on demand', async () => {
  await main.open()
  const job = '00000000-0000-4000-8000-00000000000b'
  const { added } = await add(main.file('a.gguf'))
  const hash = await main.call('models.hash', { job, model: added[0]! })
  expect(hash).toEqual({ sha256: 'ab'.repeat(32), sampledSha256: 'cd'.repeat(32) })
  expect(main.heard('job.progress')).toMatchObject([{ job, progress: { step: 'hash', total: 2 ** 31 } }])
})

it('answers say which model gave them, also after another one is used', async () => {
  const named = (name: string) => async (order: Parameters<typeof resultOf>[0]) => {
    const result = await resultOf(order, 'Said.')
    return { ...result, model: { ...result.model, name: order.model.path ? 'Other' : name } }
  }
  await main.open([{ answer: named('Built in') }])
  const [shown] = await main.drop(main.file('note.txt'))
  await main.until('answer.changed', isDone)
  const { added } = await add(main.file('other.gguf'))
  await main.call('models.use', { model: added[0]! })
  const document = shown!.document!
  const second: string = await main.call('answers.ask', { document, request: { kind: 'summary' } })
  await main.until('answer.changed', (answer) => answer.id === second && isDone(answer))
  await main.restart()
  const answers = await main.answers(document)
  expect(answers.map(({ result }) => result!.model.name)).toEqual(['Built in', 'Other'])
})
