import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readText } from '../../../../electron/documents/text/text'
import { MIGRATIONS } from '../../../../electron/library/schema'
import { Library } from '../../../../electron/library/store'
import type { ReadAs } from '../../../../electron/shared/document/types'
import { listedDocument } from '../../../../electron/shared/ipc/listed_document'

/** The same file in the library, read in several ways. */

let root: string
let library: Library | undefined
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rereading-'))
})
afterEach(async () => {
  library?.close()
  library = undefined
  await rm(root, { recursive: true, force: true })
})

async function open(): Promise<Library> {
  library?.close()
  library = await Library.open(join(root, 'data'))
  return library
}

async function add(to: Library, readAs?: ReadAs): Promise<string> {
  const path = join(root, 'note.txt')
  writeFileSync(path, 'The rent is due.')
  const incoming = await to.files.copyIn(path)
  const source = { ...readText('The rent is due.', 'note.txt'), readAs }
  writeFileSync(incoming.document, JSON.stringify(source))
  return to.add(incoming, 'note.txt', listedDocument(source))
}

it('they are documents of their own, and known by how they were read', async () => {
  const first = await open()
  const plain = await add(first)
  const other = await add(first, { encoding: 'windows-1251', hidden: true })
  const sha256 = first.sha256(plain)!
  expect(first.find(sha256)).toBe(plain)
  expect(first.find(sha256, { hidden: false })).toBe(plain)
  expect(first.find(sha256, { hidden: true, encoding: 'windows-1251' })).toBe(other)
  expect(first.find(sha256, { hidden: true })).toBeUndefined()
  expect(first.get(plain)).not.toHaveProperty('readAs')
  expect(first.get(other)!.readAs).toEqual({ hidden: true, encoding: 'windows-1251' })
  await expect(add(first)).rejects.toThrow()
})

it('they are found again in their folders when the index is lost', async () => {
  const first = await open()
  const ids = [await add(first), await add(first, { hidden: true })]
  first.close()
  library = undefined
  await rm(join(root, 'data', 'library.db'))
  const found = (await open()).list()
  expect(found.map(({ id }) => id).sort()).toEqual([...ids].sort())
  expect(found.find(({ id }) => id === ids[1])!.readAs).toEqual({ hidden: true })
})

it('a library of the first version keeps its documents and their answers', async () => {
  mkdirSync(join(root, 'data'))
  const [document, answer] = [randomUUID(), randomUUID()]
  const db = new Database(join(root, 'data', 'library.db'))
  db.exec(`PRAGMA foreign_keys = ON; ${MIGRATIONS[0]}; PRAGMA user_version = 1`)
  db.prepare('INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run([
    document,
    'ab',
    'old.pdf',
    'source.pdf',
    'Old',
    'pdf',
    3,
    '[2]',
    99,
    1,
    2,
  ])
  db.prepare('INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run([
    answer,
    document,
    '{"kind":"summary"}',
    null,
    'done',
    5,
    'It is old.',
    '[]',
    null,
    null,
  ])
  db.close()
  const now = await open()
  expect(now.list()).toMatchObject([{ id: document, file: 'old.pdf', title: 'Old', imagePages: [2], answers: 1 }])
  expect(now.answers.get(answer)).toMatchObject({ text: 'It is old.' })
  expect(now.find('ab')).toBe(document)
  await now.remove(document)
  expect(now.answers.get(answer)).toBeUndefined()
})
