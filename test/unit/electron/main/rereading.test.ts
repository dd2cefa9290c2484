import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { DocumentNote, ReadAs } from '../../../../electron/shared/document/types'
import { appCalls } from '../../../../electron/shared/ipc/contract'
import type { Import } from '../../../../electron/shared/ipc/document_data'
import { AppOfTest, isDone } from './app_of_test'

/** A document of the library is read again, otherwise than before. */

const FIXTURES = join(import.meta.dirname, '../../../fixtures/documents')

let main: AppOfTest
beforeEach(() => {
  main = new AppOfTest()
})
afterEach(() => main.remove())

async function reread(document: string, readAs: ReadAs): Promise<Import> {
  const id: string = await main.call('library.reread', { document, readAs })
  return main.until('library.import', (one) => one.id === id && (one.state === 'done' || one.state === 'failed'))
}

const open = async (document: string) =>
  appCalls['library.open'].output.parse(await main.call('library.open', { document }))

it('it becomes a document of its own, and nothing of the first is lost', async () => {
  await main.open()
  const [first] = await main.drop(main.file('note.txt'))
  const answer = await main.until('answer.changed', isDone)
  const text = readFileSync(main.app.library.files.text(first!.document!), 'utf8')
  const again = await reread(first!.document!, { hidden: true })
  expect(again).toMatchObject({ state: 'done', file: 'note.txt', show: true })
  expect(again.document).not.toBe(first!.document)
  expect(readFileSync(main.app.library.files.text(first!.document!), 'utf8')).toBe(text)
  expect(await main.answers(first!.document!)).toMatchObject([{ id: answer.id, state: 'done' }])
  const { entry, source } = await open(again.document!)
  expect(entry).toMatchObject({ file: 'note.txt', readAs: { hidden: true } })
  expect(source).toMatchObject({ file: 'note.txt', readAs: { hidden: true } })
  // it is summarized as any other
  await main.until('answer.changed', (one) => one.document === again.document && isDone(one))
})

it('what was read so before is opened, not read', async () => {
  await main.open()
  const [first] = await main.drop(main.file('note.txt'))
  const again = await reread(first!.document!, { hidden: true })
  expect((await reread(first!.document!, { hidden: true })).document).toBe(again.document)
  expect((await reread(again.document!, {})).document).toBe(first!.document)
  expect(await main.documents()).toHaveLength(2)
})

it('an encrypted one is opened by the password that was given', async () => {
  await main.open()
  const [shown] = await main.drop(join(FIXTURES, 'encrypted.pdf'))
  await main.call('library.password', { import: shown!.id, password: 'anchor' })
  const { document } = await main.until('library.import', ({ state }) => state === 'done')
  expect(await reread(document!, { hidden: true })).toMatchObject({ state: 'done', file: 'encrypted.pdf' })
})

it('is refused of a document that has gone', async () => {
  await main.open()
  const document = '00000000-0000-4000-8000-000000000001'
  await expect(main.call('library.reread', { document, readAs: {} })).rejects.toMatchObject({ code: 'not-found' })
})

it('notes are kept with the document; one of before there were notes has none', async () => {
  const notes: DocumentNote[] = [{ page: 1, kind: 'hidden', text: '2 lines can’t be seen and were not read.' }]
  await main.open()
  const [first] = await main.drop(main.file('note.txt'))
  const path = main.app.library.files.text(first!.document!)
  const stored = JSON.parse(readFileSync(path, 'utf8'))
  writeFileSync(path, JSON.stringify({ ...stored, notes }))
  expect((await open(first!.document!)).source.notes).toEqual(notes)
  writeFileSync(path, JSON.stringify({ ...stored, notes: undefined }))
  expect((await open(first!.document!)).source.notes).toEqual([])
})
