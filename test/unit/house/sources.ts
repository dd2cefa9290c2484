import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** The repository as its house tests read it: paths from the root, with forward slashes. */

const ROOT = join(import.meta.dirname, '..', '..', '..')

const NOT_OURS = new Set(['node_modules', 'build', 'out', 'dist', 'coverage', '__pycache__', '.git'])

export const rooted = (path: string) => join(ROOT, path)

export const textOf = (file: string) => readFileSync(rooted(file), 'utf8')

/** All files below a folder whose names end as one of `endings`. */
export function filesBelow(folder: string, ...endings: string[]): string[] {
  return readdirSync(rooted(folder), { withFileTypes: true }).flatMap((entry) => {
    const path = relative('.', join(folder, entry.name)).replaceAll('\\', '/')
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : filesBelow(path, ...endings)
    return entry.isFile() && endings.some((ending) => path.endsWith(ending)) ? [path] : []
  })
}
