import { chownSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { atEnd } from './cleanup'
import { display } from './display'
import { testUser } from './user'

/**
 * A home folder for the app under test: its settings, library and caches lie below it, and nothing of the machine's
 * user is touched. Launch twice with the same one to test a restart. Deleted when the test process ends.
 */
export function makeHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'sparselens-home-'))
  for (const folder of ['.config', '.cache', '.run', 'tmp', 'Documents']) mkdirSync(join(home, folder), { mode: 0o700 })
  for (const folder of ['.', '.config', '.cache', '.run', 'tmp', 'Documents']) give(join(home, folder))
  // an app that was killed a moment ago has processes that still write
  atEnd(() => rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }))
  return home
}

/** What the app is started with: a display, and all of its folders in that home. */
export async function environmentOf(home: string): Promise<Record<string, string>> {
  return {
    PATH: process.env.PATH!,
    LANG: 'C.UTF-8',
    DISPLAY: await display(),
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_RUNTIME_DIR: join(home, '.run'),
    TMPDIR: join(home, 'tmp'),
  }
}

/** A copy of a file in the home's Documents, where the app may read, change and delete it. */
export function putDocument(home: string, file: string, name = basename(file)): string {
  const path = join(home, 'Documents', name)
  copyFileSync(file, path)
  give(path)
  return path
}

/** Makes the test user the owner of a file or folder. */
export function give(path: string): void {
  const user = testUser()
  if (user) chownSync(path, user.uid, user.gid)
}

/** Makes the test user the owner of a folder and of all that is in it. */
export function giveAll(folder: string): void {
  give(folder)
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) give(join(folder, path))
}
