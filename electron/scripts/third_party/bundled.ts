import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

/** Lists of the packages in each bundle, which the build leaves beside them; not packed. */
const FOLDER = 'packages'

const PACKAGE = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/?]+)/

/**
 * Writes down from which packages a bundle has anything. Source maps would tell less: they know nothing of JSON, of
 * which whole packages are made.
 */
export function listPackages(out: string, bundle: string): Plugin {
  return {
    name: 'sparselens:list-packages',
    apply: 'build',
    generateBundle(_options, files) {
      const modules = Object.values(files).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))
      const names = new Set(modules.flatMap((id) => PACKAGE.exec(id)?.[1]?.replaceAll('\\', '/') ?? []))
      mkdirSync(join(out, FOLDER), { recursive: true })
      writeFileSync(join(out, FOLDER, `${bundle}.json`), `${JSON.stringify([...names].sort(), null, 1)}\n`)
    },
  }
}

/** The packages in the bundles that were built last. */
export function bundledPackages(out: string): string[] {
  const folder = join(out, FOLDER)
  const lists = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as string[])
  return [...new Set(lists.flat())].sort()
}
