import { spawn } from 'node:child_process'
import { lchownSync, mkdirSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { environmentOf, give, makeHome } from '../../electron/scripts/stage/home'
import { launch, type Running } from '../../electron/scripts/stage/launch'
import { stage } from '../../electron/scripts/stage/stage'
import { testUser } from '../../electron/scripts/stage/user'

const home = makeHome()
const data = join(home, '.config', 'SparseLens')

let running: Running
beforeAll(async () => {
  leaveLock()
  running = await launch({ home })
})
afterAll(() => running?.close())

/** What a start that was killed leaves, on a computer that has had another name since. */
function leaveLock(): void {
  mkdirSync(data, { mode: 0o700 })
  give(data)
  const user = testUser()
  for (const [name, to] of [
    ['SingletonLock', 'another-name-4242'],
    ['SingletonSocket', '/tmp/gone/SingletonSocket'],
    ['SingletonCookie', '1234'],
  ] as const) {
    symlinkSync(to, join(data, name))
    if (user) lchownSync(join(data, name), user.uid, user.gid)
  }
}

/** Starts the app once more in the same home; resolves once that start has ended. */
async function startAgain(files: readonly string[]): Promise<number | null> {
  const { app } = await stage()
  const env = await environmentOf(running.home)
  const child = spawn(join(running.home, 'start'), ['--disable-gpu', app, ...files], { env, cwd: running.home })
  return new Promise((resolve) => child.on('exit', resolve))
}

/** More than Chromium's message to the first start holds, by far. */
const MISSING = Array.from({ length: 160 }, (_, i) => `${'long-name-'.repeat(23)}${i}.pdf`)

test.runIf(process.platform === 'linux')('a lock left by a start that was killed is taken over', () => {
  expect(readlinkSync(join(data, 'SingletonLock'))).toMatch(new RegExp(`^${hostname()}-\\d+$`))
})

test('hands hundreds of files to the window that is open', async () => {
  writeFileSync(join(running.home, 'last.txt'), 'The pier of Westhaven was built in 1911 by Ada Finch. It is old.')
  await startAgain([...MISSING, 'last.txt'])
  await expect.poll(() => running.window.getByText('last.txt').count()).toBeGreaterThan(0)
  expect(running.app.process().exitCode).toBe(null)
})
