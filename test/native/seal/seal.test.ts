import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** The process that reads documents, shut in: every way out that Node has is tried by a child of the test. */

const ADDON = join(import.meta.dirname, '../../../build/addon/Release/seal.node')
const CHILD = join(import.meta.dirname, 'child.cjs')
const folder = mkdtempSync(join(tmpdir(), 'sparselens-seal-'))
const [readable, writable, forbidden] = ['readable', 'writable', 'forbidden'].map((name) => join(folder, name))
const server = createServer(() => connections++)
let connections = 0

beforeAll(async () => {
  for (const one of [readable!, writable!]) mkdirSync(one)
  writeFileSync(join(readable!, 'given'), 'the document')
  writeFileSync(forbidden!, 'a secret')
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

test.runIf(process.platform === 'linux')(
  'what is shut in reads and writes what it was given, and nothing else',
  async () => {
    const { port } = server.address() as { port: number }
    const { stdout } = await promisify(execFile)(process.execPath, [
      CHILD,
      ADDON,
      readable!,
      writable!,
      forbidden!,
      `${port}`,
    ])
    const { sealed, ...said } = JSON.parse(stdout)
    // null: kernels without Landlock keep no files from it
    expect(sealed.files).not.toBe(false)
    const kept = sealed.files ? 'EACCES' : expect.anything()
    expect(sealed.calls).toBe(true)
    expect(said).toEqual({
      'reads what it may': 'the document',
      'writes where it may': 'done',
      'reads another file': kept,
      'reads another file in a thread that was there': kept,
      'reads another file in a thread of its own': kept,
      'writes into what it may read': kept,
      'empties what it may read': kept,
      'moves a file out': kept,
      'looks into its parent': kept,
      'signals its parent': 'EACCES',
      'starts a program': 'EACCES',
      connects: 'EACCES',
      'connects to a UNIX socket': 'EACCES',
      'waits for connections': 'EACCES',
      'sends a datagram': 'EACCES',
    })
    expect(connections).toBe(0)
    expect(readFileSync(join(readable!, 'given'), 'utf8')).toBe(sealed.files ? 'the document' : '')
  },
)

test.runIf(process.platform === 'linux').each(['buffers', 'heap', 'webAssembly'])(
  'a process that fills memory with %s is ended, and its exit status says why',
  async (way) => {
    const most = 512 * 2 ** 20
    const child = join(import.meta.dirname, 'memory.cjs')
    const failed = await promisify(execFile)(process.execPath, [child, ADDON, `${most}`, '6', way]).catch(
      (error) => error,
    )
    expect(failed).toMatchObject({ code: 6, stdout: '' })
  },
)
