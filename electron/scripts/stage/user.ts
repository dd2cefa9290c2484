import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, writeFileSync } from 'node:fs'

/**
 * Chromium's sandbox is off for root, and the sandbox belongs to what is tested: as root (as on CI), the app runs as a
 * user made for it.
 */
export interface TestUser {
  uid: number
  gid: number
}

const NAME = 'sparselens-test'
let user: TestUser | undefined

/** Undefined if we aren't root: then the app runs as whoever runs the tests. */
export function testUser(): TestUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  user ??= existing() ?? made()
  return user
}

function existing(): TestUser | undefined {
  const { status, stdout } = spawnSync('getent', ['passwd', NAME], { encoding: 'utf8' })
  if (status !== 0) return undefined
  const [, , uid, gid] = stdout.split(':')
  return { uid: Number(uid), gid: Number(gid) }
}

function made(): TestUser {
  execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', NAME])
  return existing()!
}

/** Whether the app will be able to read a file. */
export function canRead(file: string): boolean {
  return spawnSync(...asUser(['test', '-r', file])).status === 0
}

/** A program that starts `executable` as the test user, in its own process: signals and pipes stay what they are. */
export function writeWrapper(path: string, executable: string): void {
  const [command, args] = asUser([executable])
  const words = [command, ...args].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ')
  writeFileSync(path, `#!/bin/sh\nexec ${words} "$@"\n`)
  chmodSync(path, 0o755)
}

function asUser(words: string[]): [string, string[]] {
  const user = testUser()
  if (!user) return [words[0]!, words.slice(1)]
  return ['setpriv', [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', '--', ...words]]
}
