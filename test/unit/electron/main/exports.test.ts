import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AnswerEntry } from '../../../../electron/shared/ipc/answer_data'
import type { DocumentEntry, Import } from '../../../../electron/shared/ipc/document_data'
import { CallFailure } from '../../../../electron/shared/ipc/failure'
import { AppOfTest } from './app_of_test'
import type { Script } from './fake_engine'

let main: AppOfTest
beforeEach(() => {
  main = new AppOfTest()
})
afterEach(() => main.remove())

const documents = (): Promise<DocumentEntry[]> => main.call('library.list')
const answers = (document: string): Promise<AnswerEntry[]> => main.call('answers.list', { document })
const path = (name: string) => join(main.folder, name)

async function drop(file: string): Promise<Import> {
  const [id] = (await main.call('library.add', { paths: [file] })) as string[]
  return main.until('library.import', (one) => one.id === id && (one.state === 'done' || one.state === 'failed'))
}

/** A document with an answer of which no trace was kept: the engine that stands in can't write one. */
async function answered(text = 'The rent is due.'): Promise<AnswerEntry> {
  writeFileSync(path('lease.txt'), text)
  return answeredAbout((await drop(path('lease.txt'))).document!)
}

async function answeredAbout(document: string): Promise<AnswerEntry> {
  const answer = await main.until('answer.changed', ({ state, document: of }) => state === 'done' && of === document)
  const { files } = main.app.library
  for (const kept of ['0.trace', 'tokens.bin']) rmSync(join(files.answer(answer.document, answer.id), kept))
  return (await answers(answer.document))[0]!
}

async function save(answer: AnswerEntry): Promise<string> {
  main.picked.export = path('lease.sparselens')
  expect(await main.call('answers.export', { answer: answer.id, kind: 'analysis' })).toBe(true)
  return main.picked.export
}

describe('a saved analysis', () => {
  it('brings a removed document back with its answers, and nothing is answered anew', async () => {
    await main.open()
    const answer = await answered()
    const file = await save(answer)
    await main.call('library.remove', { document: answer.document })
    const { state, document } = await drop(file)
    expect(state).toBe('done')
    const [entry] = await documents()
    expect(entry).toMatchObject({ id: document, file: 'lease.txt', answers: 1 })
    expect(await answers(document!)).toEqual([{ ...answer, document }])
    expect(main.engines.flatMap(({ orders }) => orders)).toHaveLength(1)
    const opened = (await main.call('library.open', { document: document! })) as { source: string }
    expect(JSON.parse(opened.source).text).toBe('The rent is due.')
    expect(readFileSync(main.app.library.source(document!)!, 'utf8')).toBe('The rent is due.')
    await main.restart()
    expect(await answers(document!)).toEqual([{ ...answer, document }])
  })

  it('of a document that was read otherwise comes back beside the one that was read as usual', async () => {
    await main.open()
    const usual = await answered()
    const id: string = await main.call('library.reread', { document: usual.document, readAs: { hidden: true } })
    const again = await main.until('library.import', (one) => one.id === id && one.state === 'done')
    const file = await save(await answeredAbout(again.document!))
    await main.call('library.remove', { document: again.document! })
    const { document } = await drop(file)
    expect((await documents()).map(({ id, readAs }) => [id, readAs])).toEqual([
      [document, { hidden: true }],
      [usual.document, undefined],
    ])
    expect(await answers(document!)).toHaveLength(1)
  })

  it('of a document that is there adds the answers that it lacks', async () => {
    await main.open()
    const answer = await answered()
    const file = await save(answer)
    expect((await drop(file)).document).toBe(answer.document)
    expect(await answers(answer.document)).toEqual([answer])
    await main.call('answers.remove', { answer: answer.id })
    await main.call('answers.ask', { document: answer.document, request: { kind: 'question', question: 'Why?' } })
    await main.until('answer.changed', ({ state, request }) => state === 'done' && request.kind === 'question')
    main.told.length = 0
    expect((await drop(file)).document).toBe(answer.document)
    expect((await answers(answer.document)).map(({ request }) => request.kind).sort()).toEqual(['question', 'summary'])
    expect(main.heard('answer.changed').map(({ id }) => id)).toEqual([answer.id])
    expect((await documents())[0]!.answers).toBe(2)
  })

  it('of a document that is there, read otherwise, says what to do', async () => {
    await main.open()
    const answer = await answered()
    const file = await save(answer)
    const text = main.app.library.files.text(answer.document)
    writeFileSync(text, readFileSync(text, 'utf8').replace('The rent is due.', 'The rent_is due.'))
    const { state, problem } = await drop(file)
    expect(state).toBe('failed')
    expect(problem).toMatch(
      /^"lease\.txt" is in your library already, but .* remove it there, then open this file again\.$/,
    )
    expect(readdirSync(path('data/incoming'))).toEqual([])
  })

  it('that is damaged leaves nothing behind', async () => {
    await main.open()
    writeFileSync(path('broken.sparselens'), 'PK\u0003\u0004 and so on')
    const failed = await drop(path('broken.sparselens'))
    expect(failed).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('"broken.sparselens" is damaged'),
    })
    expect(await documents()).toEqual([])
    expect(readdirSync(path('data/incoming'))).toEqual([])
  })
})

/** An engine that writes until it is stopped. */
const slow: Script = {
  async write(_order, tell, cancelled) {
    tell(1, 4)
    await cancelled
    throw new CallFailure('cancelled', 'Cancelled.')
  },
}

describe('an export that takes long', () => {
  it('is shown and can be stopped', async () => {
    await main.open([slow])
    const answer = await answered()
    main.picked.export = path('out.html')
    const written = main.call('answers.export', { answer: answer.id, kind: 'report' })
    const shown = await main.until('export.progress', () => true)
    expect(shown).toMatchObject({ file: 'out.html', done: 1, total: 4 })
    await main.call('job.cancel', { job: shown.export })
    expect(await written).toBe(false)
    expect(main.heard('export.ended')).toEqual([{ export: shown.export }])
  })

  it('whose engine ends says so, and leaves no draft', async () => {
    const draft = 'out.html.0123abcd.part'
    await main.open([{ write: (order) => new Promise(() => writeFileSync(`${order.to}.0123abcd.part`, '')) }])
    const answer = await answered()
    main.picked.export = path('out.html')
    const written = main.call('answers.export', { answer: answer.id, kind: 'report' })
    while (!existsSync(path(draft))) await new Promise((resolve) => setTimeout(resolve, 5))
    main.engines.at(-1)!.exit('exit code 1')
    await expect(written).rejects.toThrow('"out.html" was not written, because the engine stopped: export it again.')
    expect(existsSync(path(draft))).toBe(false)
  })

  it('is stopped when the app is closed', async () => {
    await main.open([slow])
    const answer = await answered()
    main.picked.export = path('out.html')
    const written = main.call('answers.export', { answer: answer.id, kind: 'report' })
    await new Promise((resolve) => setTimeout(resolve, 20))
    await main.app.close()
    expect(await written).toBe(false)
  })
})

it('gives a name without an ending the right one', async () => {
  await main.open()
  const answer = await answered()
  main.picked.export = path('out')
  await main.call('answers.export', { answer: answer.id, kind: 'report' })
  expect(existsSync(path('out.html'))).toBe(true)
})
