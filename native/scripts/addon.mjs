/** Builds the native addon and ggml-dsa if their sources changed since the last build. All output goes to stderr. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { ensureHeaders } from './headers.mjs'
import {
  addonBuild,
  addonFile,
  addonSource,
  dsaFile,
  dsaSource,
  llamaSource,
  pin,
  root,
  rpcSource,
  sealSource,
} from './paths.mjs'

function sourceFiles(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(h|cpp|txt|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
}

/** Changes whenever the build would: sources, pin, platform. */
function fingerprint() {
  const hash = createHash('sha256')
  for (const file of [
    ...sourceFiles(addonSource),
    ...sourceFiles(dsaSource),
    ...sourceFiles(rpcSource),
    ...sourceFiles(sealSource),
    join(root, 'native', 'llama.cpp.json'),
  ])
    hash.update(file).update(readFileSync(file))
  return hash.update(`${process.platform} ${process.arch}`).digest('hex')
}

function compile() {
  const cmakeJs = join(dirname(createRequire(import.meta.url).resolve('cmake-js/package.json')), 'bin', 'cmake-js')
  const definitions = {
    LLAMA_SOURCE: llamaSource,
    LLAMA_COMMIT: pin.commit,
    NODE_ADDON_API: createRequire(import.meta.url)('node-addon-api').include_dir,
  }
  const args = [cmakeJs, 'compile', '--directory', addonSource, '--out', addonBuild, '--config', 'Release']
  for (const [name, value] of Object.entries(definitions)) args.push(`--CD${name}=${value}`)
  const built = spawnSync(process.execPath, [...args, '--parallel', '2'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    // cmake-js looks for npm's config of the machine; npm's own variables only confuse it
    env: { ...process.env, npm_config_loglevel: 'error' },
  })
  if (built.status !== 0) {
    process.stderr.write(`${built.stdout ?? ''}${built.stderr ?? ''}`)
    throw new Error('the native addon did not compile: it needs CMake and a C++17 compiler (Debian: cmake, g++)')
  }
}

try {
  const stamp = join(addonBuild, 'fingerprint')
  const now = fingerprint()
  if (!existsSync(addonFile) || !existsSync(dsaFile) || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== now) {
    ensureHeaders()
    console.error('Building the native addon (once) …')
    compile()
    mkdirSync(addonBuild, { recursive: true })
    writeFileSync(stamp, now)
  }
} catch (error) {
  console.error(`SparseLens could not be built: ${error.message}`)
  process.exit(5)
}
