import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filesOf, handedFiles, isTooLong, withList } from '../../../../electron/main/handed_files'

let place: string
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'handed-'))
})
afterAll(() => rmSync(place, { recursive: true }))

const FILES = Array.from({ length: 400 }, (_, i) => `/home/me/${'n'.repeat(90)}-${i}.pdf`)
const LONG = ['electron', '--disable-gpu', '.', '--', ...FILES]

describe('files of a second start', () => {
  it('are handed as they are, as long as they are few', () => {
    const argv = ['sparselens', '--disable-gpu', 'a.pdf']
    expect(isTooLong(argv)).toBe(false)
    expect(filesOf(handedFiles(argv, '/h', true))).toEqual(['/h/a.pdf'])
  })

  it('are handed in a list that only its user can read, with the same options, and which is removed', () => {
    expect(isTooLong(LONG)).toBe(true)
    const words = withList(LONG, FILES, place, false)
    expect(words.slice(0, 2)).toEqual(['--disable-gpu', '.'])
    expect(isTooLong(['electron', ...words])).toBe(false)
    const handed = handedFiles(['electron', ...words], '/h', false)
    const { listedIn } = handed as { listedIn: string }
    expect(statSync(listedIn).mode & 0o777).toBe(0o600)
    expect(filesOf(handed)).toEqual(FILES)
    expect(existsSync(join(listedIn, '..'))).toBe(false)
    expect(filesOf(handed)).toEqual([])
  })

  it('are also those that are named beside a list, which may be gone', () => {
    const words = withList(LONG, ['/home/me/a.pdf'], place, false)
    const argv = ['electron', ...words, '/home/me/b.pdf']
    expect(filesOf(handedFiles(argv, '/h', false))).toEqual(['/home/me/a.pdf', '/home/me/b.pdf'])
    expect(filesOf(handedFiles(argv, '/h', false))).toEqual(['/home/me/b.pdf'])
    expect(withList(argv, [], place, false).filter((word) => word.startsWith('--files-listed-in='))).toHaveLength(1)
  })

  it('are none of a list that isn’t ours, which stays', () => {
    const other = join(place, 'files.json')
    writeFileSync(other, '["/etc/passwd"]')
    expect(filesOf({ listedIn: other, files: [] })).toEqual([])
    expect(existsSync(other)).toBe(true)
    expect(filesOf({ files: [1] })).toEqual([])
    expect(filesOf(undefined)).toEqual([])
  })
})
