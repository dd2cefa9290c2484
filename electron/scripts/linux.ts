import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Shared libraries that a program needs and this system lacks. */
export function missingLibraries(program: string): string[] {
  const { stdout, error } = spawnSync('ldd', [program], { encoding: 'utf8' })
  if (error) return []
  return [...stdout.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]!)
}

/** Why Chromium's sandbox can't work here, or undefined if it can. Chromium aborts when it is asked to try. */
export function sandboxProblem(electronFolder: string): string | undefined {
  if (process.getuid?.() === 0) return 'Chromium refuses to run as root with it.'
  if (isSetuidRoot(join(electronFolder, 'chrome-sandbox')) || canMakeUserNamespaces()) return undefined
  return `this system lets no program of yours make user namespaces. To have it: sudo chown root "${electronFolder}/chrome-sandbox" && sudo chmod 4755 "${electronFolder}/chrome-sandbox"`
}

function isSetuidRoot(file: string): boolean {
  const { uid, mode } = statSync(file)
  return uid === 0 && (mode & 0o4000) !== 0
}

function canMakeUserNamespaces(): boolean {
  // Ubuntu lets it be made, but without rights inside
  if (setting('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1') return false
  const { status, error } = spawnSync('unshare', ['--user', 'true'], { stdio: 'ignore' })
  return error ? setting('/proc/sys/kernel/unprivileged_userns_clone') !== '0' : status === 0
}

function setting(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return undefined
  }
}
