/**
 * Checks the format of all C++ (`--write`: formats it) by .clang-format.
 *
 * clang-format's output differs from one major version to the next, and each distribution has another one. So it comes
 * from npm, pinned: @wasm-fmt/clang-format is LLVM's own, compiled to WebAssembly (5 MB), the same on every system and
 * processor, and needs no network after `npm ci`. It follows LLVM's releases; wheels of PyPI would do as well, but
 * would need Python in every checkout.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import process from 'node:process'
import { root } from './paths.mjs'

const folders = [join(root, 'native'), join(root, 'test', 'native')]
const files = folders.flatMap((folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(h|cpp)$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name)),
)
const clangFormat = createRequire(import.meta.url).resolve('@wasm-fmt/clang-format/clang-format-cli.cjs')
const mode = process.argv.includes('--write') ? ['-i'] : ['--dry-run', '-Werror']
process.exitCode = spawnSync(process.execPath, [clangFormat, ...mode, ...files], { stdio: 'inherit' }).status ?? 1
