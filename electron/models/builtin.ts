import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const FIRST_SHARD = join('models', 'smollm2-135m-dsa', 'smollm2-135m-dsa-q4_1-00001-of-00004.gguf')

/** First shard of the model that every install has: in a packaged app's resources, or in the source tree. */
export function builtInModel(): string {
  const found = assetFolders()
    .map((folder) => join(folder, FIRST_SHARD))
    .find((path) => existsSync(path))
  // a missing file is reported by whoever opens it, with its path
  return found ?? join(assetFolders().at(-1) ?? '', FIRST_SHARD)
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
