import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../electron_dist/paths'
import { packagedModules } from '../packaged_modules'
import { bundledPackages } from './bundled'
import { licenceTexts } from './texts'

/** What people get that is not ours. */
export interface Part {
  name: string
  version: string
  /** SPDX, or in words. */
  licence: string
  /** The texts that it comes with; none where it brings none along. */
  texts: string[]
  /** What it is there for, or what must be told of it. */
  note?: string
}

const modules = join(root, 'node_modules')

/** npm packages that are bundled into out/ or packed as they are, each once, whatever system they were made for. */
export function packages(): Part[] {
  const found = new Map<string, Part>()
  for (const name of [...bundledPackages(join(root, 'out')), ...packagedModules.flatMap(inScope)].sort()) {
    const part = describe(name)
    const known = found.get(part.name)
    if (!known || known.texts.length === 0) found.set(part.name, part)
  }
  return [...found.values()]
}

/** The folder's names of what are packages by these names. */
export const folderOf = (name: string): string => join(modules, name)

/** A scope's packages; of others the name. */
function inScope(name: string): string[] {
  if (!name.startsWith('@') || name.includes('/')) return existsSync(folderOf(name)) ? [name] : []
  return readdirSync(folderOf(name)).map((one) => `${name}/${one}`)
}

function describe(name: string): Part {
  const { version, license } = JSON.parse(readFileSync(join(folderOf(name), 'package.json'), 'utf8')) as Described
  return { name: anySystem(name), version, licence: license, texts: licenceTexts(folderOf(name)) }
}

interface Described {
  version: string
  license: string
}

/** Of packages that are there once for each system, so that all systems' lists say the same. */
export const anySystem = (name: string): string =>
  name.replace(/(linux(musl)?|darwin|win32)-(x64|arm64)(-(gnu|musl|msvc))?$/, '‹system›')
