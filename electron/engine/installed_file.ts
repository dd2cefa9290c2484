import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * A file of the program by its path in the project, wherever this module runs from: the source tree, a bundle below
 * out/, or that bundle inside a packaged app. Undefined if it isn't there.
 */
export function installedFile(...path: string[]): string | undefined {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const file = join(onDisk(folder), ...path)
    if (existsSync(file)) return file
    if (folder === dirname(folder)) return undefined
  }
}

/** Native code is loaded by the system, which can't look into a packaged app's archive: it lies unpacked beside it. */
export function onDisk(path: string): string {
  return path.replace(/\bapp\.asar(?=[/\\]|$)/, 'app.asar.unpacked')
}
