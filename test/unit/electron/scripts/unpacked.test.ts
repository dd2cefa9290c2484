import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/**
 * The start of an unpacked archive, where programs may make user namespaces and where they may not: the limit is set in a
 * namespace of the test's own, so that nothing of the machine changes.
 */
const scripts = join(import.meta.dirname, '../../../../electron/scripts/unpacked')
const folder = mkdtempSync(join(tmpdir(), 'sparselens-unpacked-'))
const start = join(folder, 'sparselens')
const helper = join(folder, 'chrome-sandbox')
const NOBODY = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--']

beforeAll(() => {
  chmodSync(folder, 0o755)
  mkdirSync(join(folder, 'resources'))
  copyFileSync(join(scripts, 'start.sh'), start)
  copyFileSync(join(scripts, 'can_sandbox.sh'), join(folder, 'resources', 'can_sandbox.sh'))
  writeFileSync(join(folder, 'sparselens.bin'), '#!/bin/sh\necho "started with $1"\n', { mode: 0o755 })
  writeFileSync(helper, '', { mode: 0o755 })
})
afterAll(() => rmSync(folder, { recursive: true }))

const run = (words: string[]) => {
  const { status, stdout, stderr } = spawnSync(words[0]!, words.slice(1), {
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
    timeout: 20_000,
  })
  return { status, said: stdout + stderr }
}

const WITHOUT_NAMESPACES = join(import.meta.dirname, 'without_namespaces.sh')
const canTry =
  process.platform === 'linux' && process.getuid?.() === 0 && run([WITHOUT_NAMESPACES, 'true']).status === 0

describe.runIf(canTry)('an unpacked archive', () => {
  const asNobody = [...NOBODY, start, 'a.pdf']

  it('starts where user namespaces can be made', () => {
    const can = spawnSync(NOBODY[0]!, [...NOBODY.slice(1), 'unshare', '--user', 'true']).status === 0
    expect(run(asNobody).status).toBe(can ? 0 : 1)
    if (can) expect(run(asNobody).said).toBe('started with a.pdf\n')
  })

  it('says in one sentence what to do where none can be made', () => {
    const { status, said } = run([WITHOUT_NAMESPACES, ...asNobody])
    expect(status).toBe(1)
    expect(said).toBe(
      `SparseLens cannot start yet, as this system lets no program of yours make user namespaces, which its sandbox is made of. Run this once, or install the .deb instead: sudo chown root '${helper}' && sudo chmod 4755 '${helper}'\n`,
    )
  })

  it('says another one from an AppImage, which would start it without a sandbox', () => {
    const fromImage = [...NOBODY, 'env', 'APPIMAGE=/x.AppImage', start, '--no-sandbox', 'a.pdf']
    const { status, said } = run([WITHOUT_NAMESPACES, ...fromImage])
    expect(status).toBe(1)
    expect(said).toMatch(/^SparseLens cannot start from its AppImage here, .*: install the \.deb, [^\n]+\n$/)
    const can = run(asNobody).status === 0
    if (can) expect(run(fromImage).said).toBe('started with a.pdf\n')
  })

  it('starts there once that was done', () => {
    chownSync(helper, 0, 0)
    chmodSync(helper, 0o4755)
    expect(run([WITHOUT_NAMESPACES, ...asNobody]).said).toBe('started with a.pdf\n')
    chmodSync(helper, 0o755)
  })

  it('does not start as root', () => {
    expect(run([start])).toEqual({ status: 1, said: 'SparseLens does not start as root: start it as yourself.\n' })
  })

  it('leaves the machine as it was', () => {
    expect(execFileSync('cat', ['/proc/sys/user/max_user_namespaces'], { encoding: 'utf8' })).not.toBe('0\n')
  })
})
