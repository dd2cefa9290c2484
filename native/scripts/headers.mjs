/**
 * Unpacks llama.cpp's source from the bundle inside the npm package `node-llama-cpp` into node_modules/.cache.
 * Runs after `npm ci`, while there is a network: building later needs none. The package itself is no dependency,
 * as installing it would bring 700 MB of other platforms' binaries along.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { llamaSource, pin } from './paths.mjs'

// stdout belongs to whoever called us: everything a tool prints goes to stderr
const run = (command, args, options = {}) =>
  execFileSync(command, args, { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8', ...options })

function packedBundle(folder) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  run(npm, ['pack', pin.package, '--pack-destination', folder, '--silent', '--ignore-scripts'], {
    shell: process.platform === 'win32',
  })
  const tarball = join(
    folder,
    readdirSync(folder).find((name) => name.endsWith('.tgz')),
  )
  const found = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`
  if (found !== pin.integrity) throw new Error(`${pin.package} is not the pinned file (${found})`)
  run('tar', ['-xzf', tarball, '-C', folder, 'package/llama/gitRelease.bundle'])
  return join(folder, 'package', 'llama', 'gitRelease.bundle')
}

export function ensureHeaders() {
  if (existsSync(join(llamaSource, 'include', 'llama.h'))) return
  const cache = dirname(llamaSource)
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'unpack-'))
  try {
    console.error(`Fetching llama.cpp ${pin.tag} (headers) from ${pin.package} …`)
    const source = join(folder, 'source')
    run('git', ['-c', 'advice.detachedHead=false', 'clone', '--quiet', packedBundle(folder), source])
    rmSync(join(source, '.git'), { recursive: true })
    rmSync(llamaSource, { recursive: true, force: true })
    renameSync(source, llamaSource)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    ensureHeaders()
  } catch (error) {
    console.error(
      `llama.cpp's headers could not be fetched: ${error.message}\nRun "node native/scripts/headers.mjs" with a network; building SparseLens needs them.`,
    )
    process.exit(1)
  }
}
