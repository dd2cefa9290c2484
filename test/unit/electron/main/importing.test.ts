import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { appCalls } from '../../../../electron/shared/ipc/contract'
import type { Import } from '../../../../electron/shared/ipc/document_data'
import { AppOfTest, isDone } from './app_of_test'
import { resultOf, type Script } from './fake_engine'

const FIXTURES = join(import.meta.dirname, '../../../fixtures/documents')

let main: AppOfTest
beforeEach(() => {
  main = new AppOfTest()
})
afterEach(() => main.remove())

describe('removing all documents', () => {
  it('takes them out of the library with their answers, and what was on its way in', async () => {
    await main.open()
    await main.drop(main.file('note.txt'))
    await main.until('answer.changed', isDone)
    await main.call('library.removeAll', undefined)
    expect(await main.documents()).toEqual([])
    expect(await main.call('library.imports', undefined)).toEqual([])
    expect(main.heard('library.changed').at(-1)).toEqual([])
  })
})

describe('dropping a file', () => {
  it('imports it, summarizes it, and streams what is written', async () => {
    await main.open()
    const [shown] = await main.drop(main.file('note.txt'))
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
    expect(await main.documents()).toMatchObject([{ file: 'note.txt', answers: 1 }])
    expect(main.engines).toHaveLength(1)
    expect(main.engines[0]!.orders[0]!.request).toEqual({ kind: 'summary' })
  })

  it("learns the model's hash after the answer, and keeps it", async () => {
    const sha256 = 'cd'.repeat(32)
    const answer: Script['answer'] = async (order, engine) => {
      const result = await resultOf(order, 'Late.')
      setTimeout(() => engine.tell('answer.hashed', { answer: order.job, sha256 }), 20)
      return { ...result, model: { ...result.model, sha256: '' } }
    }
    await main.open([{ answer }])
    await main.drop(main.file('note.txt'))
    const done = await main.until('answer.changed', isDone)
    expect(done.result!.model.sha256).toBe('')
    const later = await main.until('answer.changed', ({ result }) => result?.model.sha256 === sha256)
    expect(later).toMatchObject({ id: done.id, state: 'done', text: 'Late.' })
    await main.restart()
    expect(await main.call('answers.list', { document: done.document })).toMatchObject([
      { result: { model: { sha256 } } },
    ])
  })

  it("learns a large model's samples after the answer, as what they are", async () => {
    const sampledSha256 = 'ef'.repeat(32)
    const answer: Script['answer'] = async (order, engine) => {
      const result = await resultOf(order, 'Late.')
      setTimeout(() => engine.tell('answer.hashed', { answer: order.job, sha256: '', sampledSha256 }), 20)
      return { ...result, model: { ...result.model, sha256: '' } }
    }
    await main.open([{ answer }])
    await main.drop(main.file('note.txt'))
    const later = await main.until('answer.changed', ({ result }) => result?.model.sampledSha256 !== undefined)
    expect(later.result!.model).toMatchObject({ sha256: '', sampledSha256 })
  })

  it('opens a known one and does not ask again', async () => {
    await main.open()
    const [first] = await main.drop(main.file('note.txt'))
    await main.until('answer.changed', isDone)
    const [again] = await main.drop(main.file('copy of it.txt'))
    expect(again).toMatchObject({ state: 'done', document: first!.document })
    expect(await main.documents()).toHaveLength(1)
    expect(main.engines[0]!.orders).toHaveLength(1)
  })

  it('imports the readable files of a folder and of those in it, and tells what was left out', async () => {
    await main.open()
    const folder = join(main.folder, 'folder')
    mkdirSync(join(folder, 'inner', 'empty'), { recursive: true })
    const names = ['10.txt', '2.md', 'tools.zip', '.hidden.txt', join('inner', '3.txt')]
    for (const name of names) writeFileSync(join(folder, name), name)
    const shown = await main.drop(folder)
    expect(shown.map((i) => [i.file, i.state])).toEqual([
      ['2.md', 'done'],
      ['10.txt', 'done'],
      ['3.txt', 'done'],
      ['folder', 'failed'],
    ])
    expect(shown[3]!.problem).toBe(
      'Of the folder "folder": 1 file that SparseLens doesn\'t read was left out: tools.zip.',
    )
    const [none] = await main.drop(join(folder, 'inner', 'empty'))
    expect(none).toMatchObject({ state: 'failed', file: 'empty' })
    expect(none!.problem).toContain('no document that SparseLens reads in the folder "empty"')
  })

  it.each([
    ['gone.pdf', undefined, 'There is no file'],
    ['empty.txt', '', 'is empty'],
    ['blank.pdf', 'fixture', 'no text'],
    ['truncated.pdf', 'fixture', 'damaged'],
    ['photo.pdf', '\x89PNG\r\n', 'is damaged'],
  ])('says why %s can not be read, and reads the next one', async (name, content, reason) => {
    await main.open()
    let path = join(main.folder, name)
    if (content === 'fixture') path = join(FIXTURES, name)
    else if (content !== undefined) writeFileSync(path, content, 'latin1')
    const [bad, good] = await main.drop(path, main.file('note.txt'))
    expect(bad!.state).toBe('failed')
    expect(bad!.problem).toContain(reason)
    expect(good!.state).toBe('done')
    await main.call('library.dismiss', { import: bad!.id })
    expect(((await main.call('library.imports')) as Import[]).map(({ id }) => id)).toEqual([good!.id])
  })

  it('goes on after a restart where it was', async () => {
    await main.open()
    await main.call('library.add', { paths: [main.file('one.txt', 'One.'), main.file('two.txt', 'Two.')] })
    await main.restart()
    await main.until('library.changed', (list) => list.length === 2)
    await main.restart()
    expect(await main.call('library.imports')).toEqual([])
  })

  it('is written down while it waits, for the start after one that was killed', async () => {
    const kept = () => main.app.library.settings.read('imports', z.array(z.string()))
    let goOn = () => {}
    const held = new Promise<never>((_, reject) => {
      goOn = () => reject(new Error('enough'))
    })
    await main.open([{}], undefined, { handlers: () => ({ 'document.read': () => held }) })
    const [one, two] = [main.file('one.txt', 'One.'), main.file('two.txt', 'Two.')]
    const ids: string[] = await main.call('library.add', { paths: [one, two] })
    await expect.poll(kept).toEqual([one, two])
    await main.call('library.dismiss', { import: ids[1]! })
    await expect.poll(kept).toEqual([one])
    goOn()
    await expect.poll(kept).toEqual([])
  })

  it('asks for a password', async () => {
    await main.open()
    const [shown] = await main.drop(join(FIXTURES, 'encrypted.pdf'))
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
    const [first] = await main.drop(main.file('note.txt'))
    const add = main.drop(main.file('second.txt', 'Another text.'))
    main.engines[0]!.exit('exit code 139')
    expect((await add)[0]!.state).toBe('done')
    expect(first!.state).toBe('done')
    expect(main.engines.length).toBeGreaterThan(1)
  })

  it('gives up on a file that ends the engine twice, says so, and reads the next one', async () => {
    const ends: Script = {
      handlers: (engine) => ({
        'document.read': () => {
          engine.exit('exit code 134')
          return new Promise<never>(() => {})
        },
      }),
    }
    await main.open([ends, ends, {}])
    const [bad] = await main.drop(main.file('bad.pdf'))
    expect(bad!.state).toBe('failed')
    expect(bad!.problem).toMatch(/^"bad\.pdf" can't be read: twice the engine ended over it\./)
    const [good] = await main.drop(main.file('note.txt'))
    expect(good!.state).toBe('done')
  })
})
