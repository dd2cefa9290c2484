import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

export const root = join(import.meta.dirname, '..', '..')

/** What `npm run build` does: the native addon if its sources changed, then the window's three bundles into out/. */
export function build(): void {
  runNode(join(root, 'native', 'scripts', 'addon.mjs'))
  const electronVite = dirname(createRequire(import.meta.url).resolve('electron-vite/package.json'))
  runNode(join(electronVite, 'bin', 'electron-vite.js'), 'build', '--logLevel', 'warn')
}

/** Runs a script of ours or of a package; ends this process with its status if it fails. */
function runNode(...args: string[]): void {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] })
  if (status !== 0) process.exit(status ?? 1)
}
