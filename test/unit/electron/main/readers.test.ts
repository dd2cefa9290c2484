import { readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { AppOfTest, isDone } from './app_of_test'
import type { Script } from './fake_engine'

/** The processes that read files. */

let main: AppOfTest
beforeEach(() => {
  main = new AppOfTest()
})
afterEach(() => main.remove())

/** A reader that ends as it reads. */
const endsBy = (what: string): Script => ({
  handlers: (engine) => ({
    'document.read': () => {
      engine.exit(what)
      return new Promise<never>(() => {})
    },
  }),
})

it('each file is read by one of its own, which may use this file and no other', async () => {
  await main.open([{}], undefined, {})
  const shown = await main.drop(main.file('one.txt', 'One.'), main.file('two.txt', 'Two.'))
  await main.until('answer.changed', isDone)
  expect(shown.map(({ state }) => state)).toEqual(['done', 'done'])
  expect(main.readers).toHaveLength(2)
  expect(main.engines).toHaveLength(1)
  const { incoming } = main.app.library.files
  const folders = main.places.flatMap(({ writable, scratch }) => [...writable, scratch])
  expect(folders.map(dirname)).toEqual(Array(4).fill(incoming))
  expect(new Set(folders).size).toBe(4)
  for (const { readable } of main.places) expect(readable).toEqual([join(main.folder, 'data', 'languages')])
  await expect.poll(() => readdirSync(incoming)).toEqual([])
})

it('a picture that is shown is all that is read for it', async () => {
  await main.open([{}], undefined, {})
  const [shown] = await main.drop(main.file('note.txt'))
  const source = main.app.library.source(shown!.document!)!
  await main.app.readers.use({ readable: [source] }, async (ask) => ask('engine.ping'))
  expect(main.places.at(-1)!.readable.map((path) => basename(path))).toEqual(['languages', 'source.txt'])
  expect(main.places.at(-1)!.writable).toEqual([])
})

it('a file that ends it takes no answer with it', async () => {
  await main.open([{}], undefined, endsBy('exit code 134'))
  const [bad] = await main.drop(main.file('bad.pdf'))
  expect(bad).toMatchObject({ state: 'failed' })
  expect(bad!.problem).toContain('twice the engine ended over it')
  expect(main.readers).toHaveLength(2)
  expect(main.heard('app.problem')).toEqual([])
})

it('a file that fills its memory is told of as such, and not read again', async () => {
  await main.open([{}], undefined, endsBy('exit code 6'))
  const [bad] = await main.drop(main.file('endless.pdf'))
  expect(bad).toMatchObject({ state: 'failed' })
  expect(bad!.problem).toBe(
    '"endless.pdf" can\'t be read: it fills more than the 3 GB of memory that reading may take. Split it into smaller files, or save it in another format.',
  )
  expect(main.readers).toHaveLength(1)
  expect(main.heard('app.problem')).toEqual([])
})

it('a reader that never answers is ended when its file is taken off the list', async () => {
  await main.open([{}], undefined, { handlers: () => ({ 'document.read': () => new Promise<never>(() => {}) }) })
  const ids: string[] = await main.call('library.add', { paths: [main.file('long.txt')] })
  await expect.poll(() => main.readers.length).toBe(1)
  await main.call('library.dismiss', { import: ids[0]! })
  await expect.poll(() => readdirSync(main.app.library.files.incoming)).toEqual([])
  expect(await main.call('library.imports')).toEqual([])
})
