import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AnswerEntry } from '../../../electron/ipc/answer_data'
import { appCalls } from '../../../electron/ipc/contract'
import type { DocumentEntry, Import } from '../../../electron/ipc/document_data'
import { CallFailure } from '../../../electron/ipc/failure'
import { DRAFT_FILE, writeDraft } from '../../../electron/library/draft_file'
import { AppOfTest } from './app_of_test'
import { type FakeEngine, resultOf, type Script } from './fake_engine'

const FIXTURES = join(import.meta.dirname, '../../fixtures/documents')

let main: AppOfTest
beforeEach(() => {
  main = new AppOfTest()
})
afterEach(() => main.remove())

function file(name: string, text = 'The rent is due.'): string {
  const path = join(main.folder, name)
  writeFileSync(path, text)
  return path
}

const isDone = ({ state }: AnswerEntry) => state === 'done'
const documents = (): Promise<DocumentEntry[]> => main.call('library.list')
const answers = (document: string): Promise<AnswerEntry[]> => main.call('answers.list', { document })

async function drop(...paths: string[]): Promise<Import[]> {
  const ids: string[] = await main.call('library.add', { paths })
  return Promise.all(
    ids.map((id) => main.until('library.import', (i) => i.id === id && i.state !== 'waiting' && i.state !== 'reading')),
  )
}

/** An engine that writes one token and goes on until it is told to stop. */
const endless: Script = {
  async answer(order, engine) {
    engine.token(order.answer, 'So', 1)
    engine.token(order.answer, ' far', 2)
    while (!engine.cancelled.has(order.answer)) await new Promise((resolve) => setTimeout(resolve, 2))
    return resultOf(order, 'So far', 'cancelled')
  },
}

describe('dropping a file', () => {
  it('imports it, summarizes it, and streams what is written', async () => {
    await main.open()
    const [shown] = await drop(file('note.txt'))
    expect(shown).toMatchObject({ state: 'done', file: 'note.txt' })
    const answer = await main.until('answer.changed', isDone)
    expect(answer).toMatchObject({ document: shown!.document, request: { kind: 'summary' }, text: 'It is about rent.' })
    expect(answer.sentences).toHaveLength(1)
    const tokens = main
      .heard('answer.progress')
      .map(({ progress }) => (progress.stage === 'answer' ? progress.token : ''))
    expect(tokens.filter(Boolean)).toEqual(['It', ' is', ' about', ' rent', '.'])
    expect(main.heard('answer.sentence')).toHaveLength(1)
    expect(main.heard('answer.changed').map(({ state }) => state)).toEqual([
      'queued',
      'reading',
      'answering',
      'answering',
      'done',
    ])
    expect(await documents()).toMatchObject([{ file: 'note.txt', answers: 1 }])
    expect(main.engines).toHaveLength(1)
    expect(main.engines[0]!.orders[0]!.request).toEqual({ kind: 'summary' })
  })

  it("learns the model's hash after the answer, and keeps it", async () => {
    const sha256 = 'cd'.repeat(32)
    const answer: Script['answer'] = async (order, engine) => {
      const result = await resultOf(order, 'Late.')
      setTimeout(() => engine.tell('answer.hashed', { answer: order.answer, sha256 }), 20)
      return { ...result, model: { ...result.model, sha256: '' } }
    }
    await main.open([{ answer }])
    await drop(file('note.txt'))
    const done = await main.until('answer.changed', isDone)
    expect(done.result!.model.sha256).toBe('')
    const later = await main.until('answer.changed', ({ result }) => result?.model.sha256 === sha256)
    expect(later).toMatchObject({ id: done.id, state: 'done', text: 'Late.' })
    await main.restart()
    expect(await main.call('answers.list', { document: done.document })).toMatchObject([
      { result: { model: { sha256 } } },
    ])
  })

  it('opens a known one and does not ask again', async () => {
    await main.open()
    const [first] = await drop(file('note.txt'))
    await main.until('answer.changed', isDone)
    const [again] = await drop(file('copy of it.txt'))
    expect(again).toMatchObject({ state: 'done', document: first!.document })
    expect(await documents()).toHaveLength(1)
    expect(main.engines[0]!.orders).toHaveLength(1)
  })

  it('imports the readable files of a folder', async () => {
    await main.open()
    const folder = join(main.folder, 'folder')
    mkdirSync(join(folder, 'inner'), { recursive: true })
    for (const name of ['10.txt', '2.md', 'photo.png', '.hidden.txt']) writeFileSync(join(folder, name), name)
    const shown = await drop(folder)
    expect(shown.map((i) => [i.file, i.state])).toEqual([
      ['2.md', 'done'],
      ['10.txt', 'done'],
    ])
    const [none] = await drop(join(folder, 'inner'))
    expect(none).toMatchObject({ state: 'failed', file: 'inner' })
    expect(none!.problem).toContain('no PDF, text or Markdown file directly in the folder')
  })

  it.each([
    ['gone.pdf', undefined, 'There is no file'],
    ['empty.txt', '', 'is empty'],
    ['scanned.pdf', 'fixture', 'scan'],
    ['truncated.pdf', 'fixture', 'damaged'],
    ['photo.pdf', '\x89PNG\r\n', 'is an image'],
  ])('says why %s can not be read, and reads the next one', async (name, content, reason) => {
    await main.open()
    let path = join(main.folder, name)
    if (content === 'fixture') path = join(FIXTURES, name)
    else if (content !== undefined) writeFileSync(path, content, 'latin1')
    const [bad, good] = await drop(path, file('note.txt'))
    expect(bad!.state).toBe('failed')
    expect(bad!.problem).toContain(reason)
    expect(good!.state).toBe('done')
    await main.call('library.dismiss', { import: bad!.id })
    expect(((await main.call('library.imports')) as Import[]).map(({ id }) => id)).toEqual([good!.id])
  })

  it('goes on after a restart where it was', async () => {
    await main.open()
    await main.call('library.add', { paths: [file('one.txt', 'One.'), file('two.txt', 'Two.')] })
    await main.restart()
    await main.until('library.changed', (list) => list.length === 2)
    await main.restart()
    expect(await main.call('library.imports')).toEqual([])
  })

  it('asks for a password', async () => {
    await main.open()
    const [shown] = await drop(join(FIXTURES, 'encrypted.pdf'))
    expect(shown!.state).toBe('needs-password')
    await main.call('library.password', { import: shown!.id, password: 'wrong' })
    const wrong = await main.until('library.import', ({ state }) => state === 'wrong-password')
    expect(wrong.problem).toContain('password')
    await main.call('library.password', { import: shown!.id, password: 'anchor' })
    const { document } = await main.until('library.import', ({ state }) => state === 'done')
    const opened = appCalls['library.open'].output.parse(await main.call('library.open', { document: document! }))
    expect(opened.password).toBe('anchor')
    expect(opened.source.kind).toBe('pdf')
  })

  it('reads once more when the engine ends while it reads', async () => {
    await main.open()
    const [first] = await drop(file('note.txt'))
    const add = drop(file('second.txt', 'Another text.'))
    main.engines[0]!.exit('exit code 139')
    expect((await add)[0]!.state).toBe('done')
    expect(first!.state).toBe('done')
    expect(main.engines.length).toBeGreaterThan(1)
  })
})

describe('answers', () => {
  async function running(scripts: Script[] = [endless, {}], tokens = 2): Promise<{ document: string; answer: string }> {
    await main.open(scripts)
    const [shown] = await drop(file('note.txt'))
    const { answer } = await main.until(
      'answer.progress',
      ({ progress }) => progress.stage === 'answer' && progress.tokens === tokens,
    )
    return { document: shown!.document!, answer }
  }

  it('wait for each other; questions go before summaries that nobody asked for', async () => {
    const { document, answer } = await running()
    await drop(file('second.txt', 'Another text.'))
    const asked: string = await main.call('answers.ask', { document, request: { kind: 'question', question: 'Why?' } })
    const engine = main.engines[0]!
    expect(engine.orders).toHaveLength(1)
    const waiting: AnswerEntry[] = await main.call('answers.unfinished')
    expect(waiting.map(({ state, automatic }) => [state, automatic])).toEqual([
      ['answering', undefined],
      ['queued', true],
      ['queued', undefined],
    ])
    await main.call('answers.cancel', { answer })
    await main.until('answer.changed', ({ id, state }) => id === asked && state === 'answering')
    expect(engine.orders[1]!.request).toEqual({ kind: 'question', question: 'Why?' })
  })

  it('are cancelled with what they have', async () => {
    const { document, answer } = await running()
    await main.call('answers.cancel', { answer })
    expect(await answers(document)).toMatchObject([{ id: answer, state: 'cancelled', text: 'So far' }])
  })

  it('that wait are cancelled without the engine', async () => {
    const { document } = await running()
    const asked: string = await main.call('answers.ask', { document, request: { kind: 'question', question: 'Why?' } })
    await main.call('answers.cancel', { answer: asked })
    expect(await answers(document)).toMatchObject([{ state: 'answering' }, { id: asked, state: 'cancelled' }])
    expect(main.engines[0]!.cancelled.size).toBe(0)
  })

  it('are kept when the engine ends; the next one starts another engine', async () => {
    const { document, answer } = await running()
    main.engines[0]!.exit('exit code 134')
    const lost = await main.until('answer.changed', ({ state }) => state === 'interrupted')
    expect(lost).toMatchObject({ id: answer, text: 'So far' })
    expect(lost.problem).toContain('stopped unexpectedly (exit code 134)')
    expect(main.heard('app.problem')).toHaveLength(1)
    await main.call('answers.ask', { document, request: { kind: 'question', question: 'Why?' } })
    await main.until('answer.changed', isDone)
    expect(main.engines).toHaveLength(2)
  })

  it('keep what the engine had written down of them when it ends, with its trace', async () => {
    const drafting: Script = {
      async answer(order, engine) {
        engine.token(order.answer, 'It is about rent.', 5)
        await writeDraft(join(order.answerFolder, DRAFT_FILE), await resultOf(order, 'It is about rent.', 'cancelled'))
        engine.token(order.answer, ' And', 6)
        return new Promise(() => {})
      },
    }
    const { document, answer } = await running([drafting, {}], 6)
    main.engines[0]!.exit('exit code 134')
    const lost = await main.until('answer.changed', ({ state, result }) => state === 'interrupted' && !!result)
    expect(lost).toMatchObject({ id: answer, text: 'It is about rent. And' })
    expect(lost.result!.generations[0]!.answer.text).toBe('It is about rent.')
    const { files } = main.app.library
    expect(existsSync(files.draft(document, answer))).toBe(false)
    await main.restart()
    expect(await answers(document)).toMatchObject([{ id: answer, state: 'interrupted', result: lost.result }])
  })

  it('that fail say why, and the next one works', async () => {
    const failing: Script = {
      async answer(order) {
        if (order.request.kind === 'question') return resultOf(order, 'Because.')
        throw new CallFailure('out-of-memory', 'Not enough memory: use a smaller context.')
      },
    }
    await main.open([failing])
    const [shown] = await drop(file('note.txt'))
    const failed = await main.until('answer.changed', ({ state }) => state === 'failed')
    expect(failed.problem).toBe('Not enough memory: use a smaller context.')
    await main.call('answers.ask', { document: shown!.document!, request: { kind: 'question', question: 'Why?' } })
    await main.until('answer.changed', isDone)
  })

  it('survive closing the window: what was written is kept, what waited is written then', async () => {
    const { document, answer } = await running()
    await main.call('answers.ask', { document, request: { kind: 'question', question: 'Why?' } })
    await main.restart()
    expect(main.engines[0]!.calls).toContain('session.close')
    await main.until('answer.changed', isDone)
    const [kept, later] = await answers(document)
    expect(kept).toMatchObject({ id: answer, state: 'interrupted', text: 'So far' })
    expect(kept!.problem).toContain('closed')
    expect(later).toMatchObject({ state: 'done', request: { question: 'Why?' } })
  })

  it('that had written nothing when the window was closed begin anew at the next start', async () => {
    const silent: Script = { answer: () => new Promise(() => {}) }
    await main.open([silent])
    await drop(file('note.txt'))
    await main.until('answer.changed', ({ state }) => state === 'reading')
    await main.restart()
    expect(await main.until('answer.changed', isDone)).toMatchObject({ text: 'It is about rent.' })
    expect(await documents()).toMatchObject([{ answers: 1 }])
  })

  it('survive an app that just ends', async () => {
    const { document, answer } = await running()
    await new Promise((resolve) => setTimeout(resolve, 300)) // until text is saved
    const other = new AppOfTest()
    Object.assign(other, { folder: main.folder })
    await other.open()
    const [kept] = (await other.call('answers.list', { document })) as AnswerEntry[]
    expect(kept).toMatchObject({ id: answer, state: 'interrupted', text: 'So far' })
    await other.app.close()
  })

  it('are removed with their files', async () => {
    await main.open()
    const [shown] = await drop(file('note.txt'))
    const { id } = await main.until('answer.changed', isDone)
    const folder = main.app.library.files.answer(shown!.document!, id)
    expect(existsSync(folder)).toBe(true)
    await main.call('answers.remove', { answer: id })
    expect(existsSync(folder)).toBe(false)
    expect(main.engines[0]!.calls).toContain(`trace.release ${folder}`)
    expect(await answers(shown!.document!)).toEqual([])
    await expect(main.call('answers.markdown', { answer: id })).rejects.toMatchObject({ code: 'not-found' })
  })

  it('of a document go with it, also while they are written', async () => {
    const { document } = await running()
    await main.call('answers.ask', { document, request: { kind: 'question', question: 'Why?' } })
    const { files } = main.app.library
    mkdirSync(files.cache(document))
    writeFileSync(join(files.cache(document), 'some.kv'), 'what was read')
    await main.call('library.remove', { document })
    expect(await documents()).toEqual([])
    expect(main.engines[0]!.calls).toContain(`session.forget ${files.folder(document)}`)
    expect(existsSync(files.cache(document))).toBe(false)
    expect(main.engines[0]!.orders).toHaveLength(1)
  })

  it('show the part at work, and keep all parts when they end early', async () => {
    const parts: Script = {
      async answer(order, engine) {
        engine.token(order.answer, 'One.', 1, 0, 2)
        engine.token(order.answer, 'Two', 1, 1, 2)
        await new Promise((resolve) => setTimeout(resolve, 10))
        throw new CallFailure('decode-failed', 'No more.')
      },
    }
    await main.open([parts])
    await drop(file('note.txt'))
    const failed = await main.until('answer.changed', ({ state }) => state === 'failed')
    expect(main.heard('answer.changed').map(({ text }) => text)).toEqual(['', '', 'One.', 'Two', 'One.\n\nTwo'])
    expect(failed.text).toBe('One.\n\nTwo')
  })

  it('are exported as Markdown', async () => {
    await main.open()
    await drop(file('note.txt'))
    const { id } = await main.until('answer.changed', isDone)
    main.picked.export = join(main.folder, 'out.md')
    expect(await main.call('answers.export', { answer: id, kind: 'markdown' })).toBe(true)
    expect(readFileSync(main.picked.export, 'utf8')).toBe(await main.call('answers.markdown', { answer: id }))
    main.picked.export = join(main.folder, 'no folder', 'out.md')
    await expect(main.call('answers.export', { answer: id, kind: 'markdown' })).rejects.toThrow(
      /out\.md: its folder does not exist; create it/,
    )
    main.picked.export = undefined
    expect(await main.call('answers.export', { answer: id, kind: 'markdown' })).toBe(false)
  })
})

describe('the engine', () => {
  it('is ended when it hangs, and started again', async () => {
    await main.open([{ hung: true }, {}], { everyMs: 10, patience: 3 })
    const engine = main.engines[0] as FakeEngine
    await main.until('app.problem', ({ message }) => message.includes('hung'))
    const [shown] = await drop(file('note.txt'))
    expect(shown!.state).toBe('done')
    expect(main.engines.length).toBeGreaterThan(1)
    expect(engine.orders).toEqual([])
  })

  it('is asked anew when another model is chosen, and refuses what it can not use', async () => {
    await main.open()
    main.picked.model = '/models/bad.gguf'
    await expect(main.call('app.pickModel')).rejects.toThrow('"bad.gguf" can\'t be used: It has no indexers.')
    main.picked.model = '/models/big-00003-of-00004.gguf'
    await main.call('app.pickModel')
    expect(await main.call('app.settings')).toMatchObject({ model: '/models/big-00001-of-00004.gguf' })
    const status = await main.until('app.status', ({ model }) => model.name === '/models/big-00001-of-00004.gguf')
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
    const [shown] = await drop(file('note.txt'))
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
