import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readApart } from '../../electron/cli/read_apart'
import { readDocument } from '../../electron/documents/read'

/** The command line's reading, in a process of its own. */

const FIXTURES = join(import.meta.dirname, '../fixtures/documents')
const ENCRYPTED = join(FIXTURES, 'encrypted.pdf')
const folder = mkdtempSync(join(tmpdir(), 'sparselens-apart-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Of the processes that this one began, what the kernel says of their system calls. */
function sealsOfChildren(): string[] {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ')
  return children.flatMap((pid) => readFileSync(`/proc/${pid}/status`, 'utf8').match(/^Seccomp:.*$/m) ?? [])
}

const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('sparselens-reading-'))

describe('a file that is read apart', () => {
  it('is what it would be here, and leaves nothing behind', async () => {
    const before = left()
    const path = join(folder, 'note.md')
    writeFileSync(path, '# Rent\n\nThe rent is due in *May*.')
    const told: number[] = []
    const document = await readApart(path, { onProgress: (done) => told.push(done) })
    expect(document).toEqual(await readDocument(path))
    expect(told).toEqual([1])
    expect(left()).toEqual(before)
  })

  it('is read by a process that is shut in, and asks for a password here', async () => {
    const asked: { retry: boolean; seals: string[] }[] = []
    const passwords = ['wrong', 'anchor']
    const password = async (retry: boolean) => {
      asked.push({ retry, seals: process.platform === 'linux' ? sealsOfChildren() : ['Seccomp:\t2'] })
      return passwords.shift()
    }
    const { text } = await readApart(ENCRYPTED, { password })
    expect(text).toBe((await readDocument(ENCRYPTED, { password: async () => 'anchor' })).text)
    expect(asked.map(({ retry }) => retry)).toEqual([false, true])
    for (const { seals } of asked) expect(seals).toContain('Seccomp:\t2')
  })

  it('fails as it would here', async () => {
    await expect(readApart(ENCRYPTED, {})).rejects.toMatchObject({ name: 'DocumentError', code: 'encrypted' })
    await expect(readApart(join(FIXTURES, 'truncated.pdf'), {})).rejects.toMatchObject({ code: 'damaged' })
  })

  it('can be given up', async () => {
    const stop = new AbortController()
    const password = async () => stop.abort() as undefined
    for (const signal of [stop.signal, AbortSignal.abort()]) {
      await expect(readApart(ENCRYPTED, { password, signal })).rejects.toMatchObject({ code: 'cancelled' })
    }
  })
})
