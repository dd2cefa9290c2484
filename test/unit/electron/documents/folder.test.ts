import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { filesBelow, isFolder, someOf } from '../../../../electron/documents/folder'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sparselens-folder-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

it('finds what can be read, also in folders inside, numbers by their value, and tells what it leaves out', async () => {
  mkdirSync(join(folder, 'old', '.git'), { recursive: true })
  const names = ['10.pdf', '9.TXT', 'setup.exe', '.secret.txt', join('old', '1.docx'), join('old', '.git', 'a.txt')]
  for (const name of names) writeFileSync(join(folder, name), 'x')
  symlinkSync(folder, join(folder, 'loop'))
  expect(await filesBelow(folder)).toEqual({
    readable: ['9.TXT', '10.pdf', join('old', '1.docx')],
    leftOut: ['loop', 'setup.exe'],
  })
  expect((await filesBelow(folder, ['exe'])).leftOut).toEqual(['loop'])
})

it('tells a folder from a file and from nothing', async () => {
  writeFileSync(join(folder, 'a.txt'), 'x')
  expect(await Promise.all([folder, join(folder, 'a.txt'), join(folder, 'gone')].map(isFolder))).toEqual([
    true,
    false,
    false,
  ])
})

it('names some of many', () => {
  expect(someOf(['a', 'b'])).toBe('a, b')
  expect(someOf(['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toBe('a, b, c, d and 3 others')
})
