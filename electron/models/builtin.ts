import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { KeyType } from '../shared/ipc/plan_data'

const FIRST_SHARD = join('models', 'smollm2-135m-dsa', 'smollm2-135m-dsa-q4_1-00001-of-00004.gguf')

/** First shard of the model that every install has. */
export function builtInModel(): string {
  return assetFile(FIRST_SHARD)
}

/**
 * Type of a KV cache where none was asked for: 8 bits take half the memory and half of what is kept on disk, and were found
 * to answer alike for the built-in model on a CPU (test/eval/README.md); of others, and on GPUs, nobody measured it.
 */
export const usualKeys = (path: string, gpuLayers: number): KeyType =>
  path === builtInModel() && gpuLayers === 0 ? 'q8_0' : 'f16'

/** A file that comes with every install: in a packaged app's resources, or in the source tree's assets folder. */
export function assetFile(...path: string[]): string {
  const candidates = assetFolders().map((folder) => join(folder, ...path))
  // a missing file is reported by whoever opens it, with its path
  return candidates.find((candidate) => existsSync(candidate)) ?? candidates.at(-1) ?? join(...path)
}

/** Where assets may be, the likeliest first. */
function assetFolders(): string[] {
  const folders: string[] = []
  const { resourcesPath } = process as { resourcesPath?: string } // Electron sets it
  if (resourcesPath) folders.push(join(resourcesPath, 'assets'))
  // from electron/models, or from wherever a bundler has put this file inside the project
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const assets = join(folder, 'assets')
    if (existsSync(join(assets, 'models'))) {
      folders.push(assets)
      break
    }
    if (folder === dirname(folder)) break
  }
  return folders
}
