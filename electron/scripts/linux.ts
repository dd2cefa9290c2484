import { spawnSync } from 'node:child_process'
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
  const asked = spawnSync(join(import.meta.dirname, 'unpacked', 'can_sandbox.sh'), [electronFolder], {
    stdio: 'ignore',
  })
  if (asked.status === 0) return undefined
  return `this system lets no program of yours make user namespaces. To have it: sudo chown root "${electronFolder}/chrome-sandbox" && sudo chmod 4755 "${electronFolder}/chrome-sandbox"`
}
