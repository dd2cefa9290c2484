import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { SourceDocument } from '../../../../electron/shared/document/types'
import { listedDocument } from '../../../../electron/shared/ipc/listed_document'
import { plainDocument } from '../documents/help'
import { AppOfTest } from './app_of_test'
import type { FakeEngine, Script } from './fake_engine'

/** Pictures in the library. */

let main: AppOfTest
beforeEach(() => {
  main = new AppOfTest()
})
afterEach(() => main.remove())

const SENTENCE = { start: 0, end: 16, page: 1, kind: 'prose' } as const
const RECOGNIZED: SourceDocument = { ...plainDocument('The rent is due.', [SENTENCE]), kind: 'png' }

/** A reader that finds one sentence in every picture, after telling how far it is. */
const recognizing: Script = {
  handlers: (engine: FakeEngine) => ({
    'document.read': ({ job, into, scans }) => {
      engine.calls.push(`document.read ${JSON.stringify(scans)}`)
      for (const page of [1, 2]) engine.tell('document.progress', { job, pagesDone: page, pages: 2, recognizing: true })
      writeFileSync(into, JSON.stringify(RECOGNIZED), { flag: 'wx' })
      return listedDocument(RECOGNIZED)
    },
  }),
}

it('its pages are made once, when it is first opened, and shown instead of the file', async () => {
  await main.open([{}], undefined, recognizing)
  const [shown] = await main.drop(main.file('scan.png', 'a picture'))
  const document = shown!.document!
  const { files } = main.app.library
  expect(readFileSync(files.source(document, 'source.png'), 'utf8')).toBe('a picture')
  expect(existsSync(files.pages(document))).toBe(false)
  await Promise.all([main.call('library.open', { document }), main.call('library.open', { document })])
  expect(readFileSync(files.pages(document), 'utf8')).toBe('%PDF-1.7 pages')
  expect(main.app.pictures.shown(document)).toBe(files.pages(document))
  await main.call('library.open', { document })
  expect(main.readers.flatMap(({ calls }) => calls).filter((call) => call.startsWith('document.pages'))).toEqual([
    'document.pages source.png',
  ])
})

it('a file that is no picture is shown itself', async () => {
  await main.open()
  const [shown] = await main.drop(main.file('note.txt'))
  expect(main.app.pictures.shown(shown!.document!)).toMatch(/source\.txt$/)
})

it('progress of recognition is told, and the languages that the settings say are used', async () => {
  await main.open([{}], undefined, recognizing)
  await main.call('app.change', { scanLanguages: 'deu+eng' })
  await main.drop(main.file('scan.png', 'a picture'))
  const told = main.heard('library.import').filter(({ recognizing }) => recognizing)
  expect(told.map(({ pagesDone, pages }) => `${pagesDone} of ${pages}`)).toEqual(['1 of 2', '2 of 2'])
  expect(main.heard('library.import').at(-1)!.recognizing).toBeUndefined()
  const folder = join(main.folder, 'data', 'languages')
  expect(main.readers[0]!.calls).toEqual([`document.read ${JSON.stringify({ languages: 'deu+eng', folder })}`])
})
