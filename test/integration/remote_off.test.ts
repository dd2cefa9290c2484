import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, it } from 'vitest'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..', '..')
const guard = join(import.meta.dirname, 'no_connections.cjs')
const folder = mkdtempSync(join(tmpdir(), 'off-'))
const document = join(folder, 'pier.txt')
writeFileSync(document, 'The pier is old. It will be renewed in 2027.')
afterAll(() => rmSync(folder, { recursive: true }))
const tiny = join(root, 'test', 'fixtures', 'models', 'tiny-dsa.gguf')

const analyze = (...argv: string[]) =>
  run(process.execPath, ['--require', guard, join(root, 'electron', 'cli', 'start.mjs'), document, ...argv]).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  )

it('connects to nothing without an endpoint, and to nothing before somebody agreed to one', async () => {
  const here = await analyze('--model', tiny, '--ask', 'How old is it?', '--looks', '1', '--max-tokens', '2')
  expect(here.stderr).not.toContain('CONNECTED')
  expect(here.code).toBe(0)
  const unagreed = await analyze('--endpoint', 'http://127.0.0.1:1')
  expect(unagreed.code).toBe(2)
  expect(unagreed.stderr).toContain('Nothing was sent to 127.0.0.1:1')
  // the guard sees an attempt
  const agreed = await analyze('--endpoint', 'http://127.0.0.1:1', '--send')
  expect(agreed.code).toBe(99)
  expect(agreed.stderr).toContain('CONNECTED: a socket')
})
