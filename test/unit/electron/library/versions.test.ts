import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { MIGRATIONS } from '../../../../electron/library/schema'
import { LibraryOfTest } from './library_of_test'

/** Libraries as earlier versions left them: each is brought up to date, and nothing in it is lost. */

const FIXTURES = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'library')
const VERSIONS = readdirSync(FIXTURES).flatMap((name) => /^(\d+)\.sql$/.exec(name)?.[1] ?? [])
const DOCUMENT = '3d07bd0a-cde8-40bf-ad06-5ba742daa5c0'

const made = new LibraryOfTest()
let data: string
beforeEach(() => {
  data = join(made.begin(), 'data')
})
afterEach(() => made.end())

it('every version of the schema has a library that is kept', () => {
  expect(VERSIONS.map(Number).sort((a, b) => a - b)).toEqual(MIGRATIONS.map((_, i) => i + 1))
})

it.each(VERSIONS)('one of version %s', async (version) => {
  mkdirSync(data)
  cpSync(join(FIXTURES, 'documents'), join(data, 'documents'), { recursive: true })
  const db = new Database(join(data, 'library.db'))
  db.exec(readFileSync(join(FIXTURES, `${version}.sql`), 'utf8'))
  db.close()

  const library = await made.open()
  expect(made.problems).toEqual([])
  expect(library.list()).toEqual([
    {
      id: DOCUMENT,
      file: 'note.txt',
      title: 'The lease',
      kind: 'text',
      pages: 1,
      imagePages: [],
      bytes: 33,
      addedAt: 1764000000000,
      openedAt: 1764000000001,
      answers: 2,
    },
  ])
  expect(readFileSync(library.source(DOCUMENT)!, 'utf8')).toBe('The rent is due. It is 90 crowns.')
  const [first, second] = library.answers.list(DOCUMENT)
  expect(first).toMatchObject({ state: 'done', text: 'The rent is due.', seed: 7 })
  expect(first!.sentences[0]!.evidence[0]!.text).toBe('The rent is due.')
  expect(second).toMatchObject({ state: 'answering', text: 'It is abo' })
  expect(library.answers.unfinished()).toEqual([second])
  expect(library.settings.settings()).toMatchObject({ theme: 'dark', threads: 2, summarySentences: 3 })
})
