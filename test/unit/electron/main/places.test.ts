import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { placesIn } from '../../../../electron/main/places'

let root: string
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'places-'))
})
afterAll(() => rmSync(root, { recursive: true }))

function write(path: string, bytes: number): void {
  mkdirSync(join(root, path, '..'), { recursive: true })
  writeFileSync(join(root, path), Buffer.alloc(bytes))
}

it('every byte of the data folder is counted in one place', async () => {
  write('documents/a/document.json', 100)
  write('documents/a/answers/b/0.trace', 1000)
  write('incoming/c/file/x.pdf', 5)
  write('library.db', 40)
  write('library.db-wal', 2)
  write('kv-cache/a/x.kv', 700)
  write('Cache/data_0', 33)
  write('Preferences', 1)
  expect(await placesIn(root)).toEqual([
    { kind: 'documents', path: join(root, 'documents'), bytes: 1105 },
    { kind: 'list', path: join(root, 'library.db'), bytes: 42 },
    { kind: 'readings', path: join(root, 'kv-cache'), bytes: 700 },
    { kind: 'languages', path: join(root, 'languages'), bytes: 0 },
    { kind: 'rest', path: root, bytes: 34 },
  ])
})

it('a folder that isn’t there holds nothing', async () => {
  expect((await placesIn(join(root, 'none'))).map(({ bytes }) => bytes)).toEqual([0, 0, 0, 0, 0])
})
