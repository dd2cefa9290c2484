import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'libsql'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { asStorageError } from '../../../../electron/library/storage_error'
import { Library } from '../../../../electron/library/store'
import { LibraryOfTest } from './library_of_test'

/** What a library does where something is in its way: each a behaviour, and a sentence. */

const made = new LibraryOfTest()
const { add, answerOf, open } = made
let data: string
beforeEach(() => {
  data = join(made.begin(), 'data')
})
afterEach(() => made.end())

const dbOf = (library: Library) => (library as unknown as { db: Database.Database }).db

describe('a second start', () => {
  it('on the same library is refused, and empties nothing of the first', async () => {
    const first = await open()
    await add(first)
    const incoming = await first.files.copyIn(join(made.root, 'note.txt'))
    await expect(open()).rejects.toMatchObject({
      code: 'in-use',
      message:
        'Another SparseLens has this library open, so SparseLens cannot start: close it, on other computers with this folder too.',
    })
    expect(existsSync(incoming.path)).toBe(true)
    expect(readdirSync(data).some((name) => name.includes('damaged'))).toBe(false)
    made.close(first)
    expect((await open()).list()).toHaveLength(1)
  })
})

describe('a drive of a network', () => {
  it('that can share no memory between processes serves as any other', async () => {
    // in place of the file of shared memory stands something that can't be one
    mkdirSync(join(data, 'library.db-shm'), { recursive: true })
    const library = await open()
    const id = await add(library)
    library.answers.save(answerOf(id))
    made.close(library)
    expect((await open()).answers.list(id)).toHaveLength(1)
  })
})

describe('a library that may not be written', () => {
  it('while it is open keeps answers in memory, and says so', async () => {
    const library = await open()
    const id = await add(library)
    dbOf(library).exec('PRAGMA query_only = ON')
    const answer = answerOf(id)
    library.answers.save(answer)
    expect(made.problems.map(({ code, message }) => [code, message])).toEqual([
      [
        'not-allowed',
        "SparseLens may not write to its own folder, so answers are kept in memory only: check the folder's permissions.",
      ],
    ])
    expect(library.answers.list(id)).toEqual([answer])
    dbOf(library).exec('PRAGMA query_only = OFF')
    library.answers.save(answerOf(id, { createdAt: 2000 }))
    made.close(library)
    expect((await open()).answers.list(id)).toHaveLength(2)
  })

  it.runIf(process.platform === 'linux')('is not opened, and says why', async () => {
    // a place where nobody makes folders, root neither
    await expect(Library.open('/sys/sparselens')).rejects.toMatchObject({ code: 'not-allowed' })
  })

  it.each([
    ['EROFS', 'not-allowed'],
    ['EACCES', 'not-allowed'],
    ['SQLITE_READONLY', 'not-allowed'],
    ['SQLITE_CANTOPEN', 'not-allowed'],
    ['ENOSPC', 'disk-full'],
    ['SQLITE_FULL', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['SQLITE_BUSY', 'in-use'],
    ['SQLITE_IOERR_WRITE', 'failed'],
  ])('tells %s as "%s"', (code, told) => {
    expect(asStorageError({ code }, 'the test failed').code).toBe(told)
  })
})

describe('a clock that was set back', () => {
  it('leaves the document that was opened last first', async () => {
    const library = await open()
    const [first, second] = [await add(library, 'one'), await add(library, 'two')]
    library.opened(second, Date.now() + 1e9)
    library.opened(first, 1000)
    expect(library.list().map(({ id }) => id)).toEqual([first, second])
    const third = await add(library, 'three')
    expect(library.list()[0]!.id).toBe(third)
  })

  it('knows when the last answer was asked, written or not', async () => {
    const library = await open()
    const id = await add(library)
    expect(library.answers.lastCreated()).toBe(0)
    library.answers.save(answerOf(id, { createdAt: 5000 }))
    expect(library.answers.lastCreated()).toBe(5000)
    dbOf(library).exec('PRAGMA query_only = ON')
    library.answers.save(answerOf(id, { createdAt: 9000 }))
    expect(library.answers.lastCreated()).toBe(9000)
  })
})

describe.skipIf(process.platform === 'win32')('what lies on the disk', () => {
  it("is its user's alone, also where it was everybody's before", async () => {
    mkdirSync(data, { mode: 0o755 })
    chmodSync(data, 0o755)
    writeFileSync(join(data, 'old'), '')
    await open()
    expect(statSync(data).mode & 0o777).toBe(0o700)
  })
})
