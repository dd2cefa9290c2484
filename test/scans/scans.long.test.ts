import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readDocument } from '../../electron/documents/read'
import { checkDocument } from '../unit/electron/documents/help'
import { scans } from './make'
import { measure, type Reading } from './measure'

/** All scans, read for real, as well as electron/documents/README.md says; test/scans/main.ts prints the figures. */

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scans-'))
})
afterAll(() => rm(folder, { recursive: true }))

it('reads scans of many kinds', async () => {
  const found: Record<string, Reading> = {}
  for await (const scan of scans()) {
    const path = join(folder, scan.file)
    await writeFile(path, scan.data)
    const document = await readDocument(path)
    checkDocument(document)
    expect(document.pages).toHaveLength(scan.words.length)
    expect(document.pages.map(({ start, end }) => end > start)).toEqual(scan.words.map((words) => words.length > 0))
    found[scan.file] = measure(scan, document)
  }
  const rate = (file: string) => found[file]!.errors / found[file]!.characters
  const placed = (file: string) => found[file]!.placed / found[file]!.words
  const files = Object.keys(found)
  expect(files).toHaveLength(12)
  // what Tesseract loses of a table without lines is told in the README; names of columns are added to its rows
  const texts = files.filter((file) => file !== 'table.png')
  expect(texts.filter((file) => rate(file) > 0.02)).toEqual([])
  expect(texts.filter((file) => placed(file) < 0.85)).toEqual([])
  expect(placed('table.png')).toBeGreaterThan(0.6)
})
