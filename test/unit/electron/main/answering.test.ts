import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DRAFT_FILE, writeDraft } from '../../../../electron/library/answer_draft'
import type { AnswerEntry } from '../../../../electron/shared/ipc/answer_data'
import { CallFailure } from '../../../../electron/shared/ipc/failure'
import { SERVERS_LOST } from '../../../../electron/shared/ipc/processes'
import { AppOfTest, isDone } from './app_of_test'
import { resultOf, type Script } from './fake_engine'

let main: AppOfTest
beforeEach(() => {
  main = new AppOfTest()
})
afterEach(() => main.remove())

/** An engine that writes one token and goes on until it is told to stop. */
const endless: Script = {
  async answer(order, engine) {
    engine.token(order.job, 'So', 1)
    engine.token(order.job, ' far', 2)
    while (!engine.cancelled.has(order.job)) await new Promise((resolve) => setTimeout(resolve, 2))
    return resultOf(order, 'So far', 'cancelled')
  },
}

describe('answers', () => {
  async function running(scripts: Script[] = [endless, {}], tokens = 2): Promise<{ document: string; answer: string }> {
    await main.open(scripts)
    const [shown] = await main.drop(main.file('note.txt'))
    const { answer } = await main.until(
      'answer.progress',
      ({ progress }) => progress.stage === 'answer' && progress.tokens === tokens,
    )
    return { document: shown!.document!, answer }
  }

  it('wait for each other; questions go before summaries that nobody asked for', async () => {
    const { document, answer } = await running()
    await main.drop(main.file('second.txt', 'Another text.'))
    const asked: string = await main.call('answers.ask', { document, request: { kind: 'question', question: 'Why?' } })
    const engine = main.engines[0]!
    expect(engine.orders).toHaveLength(1)
    const waiting: AnswerEntry[] = await main.call('answers.unfinished')
    expect(waiting.map(({ state, automatic }) => [state, automatic])).toEqual([
      ['answering', undefined],
      ['queued', true],
      ['queued', undefined],
    ])
    await main.call('job.cancel', { job: answer })
    await main.until('answer.changed', ({ id, state }) => id === asked && state === 'answering')
    expect(engine.orders[1]!.request).toEqual({ kind: 'question', question: 'Why?' })
  })

  it('are cancelled with what they have', async () => {
    const { document, answer } = await running()
    await main.call('job.cancel', { job: answer })
    expect(await main.answers(document)).toMatchObject([{ id: answer, state: 'cancelled', text: 'So far' }])
  })

  it('that wait are cancelled without the engine', async () => {
    const { document } = await running()
    const asked: string = await main.call('answers.ask', { document, request: { kind: 'question', question: 'Why?' } })
    await main.call('job.cancel', { job: asked })
    expect(await main.answers(document)).toMatchObject([{ state: 'answering' }, { id: asked, state: 'cancelled' }])
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

  it('say that a machine which computed a part was lost, where that ended the engine', async () => {
    await running()
    main.engines[0]!.exit(`exit code ${SERVERS_LOST}`)
    const lost = await main.until('answer.changed', ({ state }) => state === 'interrupted')
    expect(lost.text).toBe('So far')
    expect(lost.problem).toMatch(/^The connection to a machine that computes a part of the model broke/)
  })

  it('keep what the engine had written down of them when it ends, with its trace', async () => {
    const drafting: Script = {
      async answer(order, engine) {
        engine.token(order.job, 'It is about rent.', 5)
        await writeDraft(join(order.answerFolder, DRAFT_FILE), await resultOf(order, 'It is about rent.', 'cancelled'))
        engine.token(order.job, ' And', 6)
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
    expect(await main.answers(document)).toMatchObject([{ id: answer, state: 'interrupted', result: lost.result }])
  })

  it('that fail say why, and the next one works', async () => {
    const failing: Script = {
      async answer(order) {
        if (order.request.kind === 'question') return resultOf(order, 'Because.')
        throw new CallFailure('out-of-memory', 'Not enough memory: use a smaller context.')
      },
    }
    await main.open([failing])
    const [shown] = await main.drop(main.file('note.txt'))
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
    const [kept, later] = await main.answers(document)
    expect(kept).toMatchObject({ id: answer, state: 'interrupted', text: 'So far' })
    expect(kept!.problem).toContain('closed')
    expect(later).toMatchObject({ state: 'done', request: { question: 'Why?' } })
  })

  it('that had written nothing when the window was closed begin anew at the next start', async () => {
    const silent: Script = { answer: () => new Promise(() => {}) }
    await main.open([silent])
    await main.drop(main.file('note.txt'))
    await main.until('answer.changed', ({ state }) => state === 'reading')
    await main.restart()
    expect(await main.until('answer.changed', isDone)).toMatchObject({ text: 'It is about rent.' })
    expect(await main.documents()).toMatchObject([{ answers: 1 }])
  })

  it('survive an app that just ends', async () => {
    const { document, answer } = await running()
    await new Promise((resolve) => setTimeout(resolve, 300)) // until text is saved
    // what ends gives back its lock, which an app in this process would keep: the other one has what lies on the disk
    const other = new AppOfTest()
    cpSync(main.folder, other.folder, { recursive: true })
    await other.open()
    const [kept] = (await other.call('answers.list', { document })) as AnswerEntry[]
    expect(kept).toMatchObject({ id: answer, state: 'interrupted', text: 'So far' })
    await other.app.close()
  })

  it('are removed with their files', async () => {
    await main.open()
    const [shown] = await main.drop(main.file('note.txt'))
    const { id } = await main.until('answer.changed', isDone)
    const folder = main.app.library.files.answer(shown!.document!, id)
    expect(existsSync(folder)).toBe(true)
    await main.call('answers.remove', { answer: id })
    expect(existsSync(folder)).toBe(false)
    expect(main.engines[0]!.calls).toContain(`trace.release ${folder}`)
    expect(await main.answers(shown!.document!)).toEqual([])
    await expect(main.call('answers.markdown', { answer: id })).rejects.toMatchObject({ code: 'not-found' })
  })

  it('of a document go with it, also while they are written', async () => {
    const { document } = await running()
    await main.call('answers.ask', { document, request: { kind: 'question', question: 'Why?' } })
    const { files } = main.app.library
    mkdirSync(files.cache(document))
    writeFileSync(join(files.cache(document), 'some.kv'), 'what was read')
    await main.call('library.remove', { document })
    expect(await main.documents()).toEqual([])
    expect(main.engines[0]!.calls).toContain(`session.forget ${files.folder(document)}`)
    expect(existsSync(files.cache(document))).toBe(false)
    expect(main.engines[0]!.orders).toHaveLength(1)
  })

  it('show the part at work, and keep all parts when they end early', async () => {
    const parts: Script = {
      async answer(order, engine) {
        engine.token(order.job, 'One.', 1, 0, 2)
        engine.token(order.job, 'Two', 1, 1, 2)
        await new Promise((resolve) => setTimeout(resolve, 10))
        throw new CallFailure('decode-failed', 'No more.')
      },
    }
    await main.open([parts])
    await main.drop(main.file('note.txt'))
    const failed = await main.until('answer.changed', ({ state }) => state === 'failed')
    expect(main.heard('answer.changed').map(({ text }) => text)).toEqual(['', '', 'One.', 'Two', 'One.\n\nTwo'])
    expect(failed.text).toBe('One.\n\nTwo')
  })

  it('are exported as Markdown', async () => {
    await main.open()
    await main.drop(main.file('note.txt'))
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
