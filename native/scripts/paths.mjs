/** Where the native build keeps its things; read by the other scripts and by CMake (through addon.mjs). */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
export const pin = JSON.parse(readFileSync(join(root, 'native', 'llama.cpp.json'), 'utf8'))
/** llama.cpp's source, unpacked from node-llama-cpp's bundle: headers for the addon, llama-bench for the bench. */
export const llamaSource = join(root, 'node_modules', '.cache', 'sparselens', `llama.cpp-${pin.tag}`)
export const addonSource = join(root, 'native', 'addon')
export const addonBuild = join(root, 'build', 'addon')
export const addonFile = join(addonBuild, 'Release', 'sparselens.node')
export const dsaSource = join(root, 'native', 'ggml-dsa')
export const rpcSource = join(root, 'native', 'rpc')
export const sealSource = join(root, 'native', 'seal')
/** ggml-dsa, the loadable backend; any llama.cpp program of the pinned version can use it. */
export const dsaFile = join(addonBuild, 'Release', process.platform === 'win32' ? 'libggml-dsa.dll' : 'libggml-dsa.so')
/** What computes layers of a model on another machine. */
export const rpcServer = join(
  addonBuild,
  'Release',
  `sparselens-rpc-server${process.platform === 'win32' ? '.exe' : ''}`,
)
