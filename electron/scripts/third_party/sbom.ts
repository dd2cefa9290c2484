import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { extractFile, listPackage } from '@electron/asar'
import { root } from '../electron_dist/paths'
import { bundledPackages } from './bundled'
import { nativeParts } from './native_parts'
import { folderOf } from './packages'

interface Component {
  type: string
  name: string
  version?: string
  [other: string]: unknown
}

interface Bom {
  metadata: { timestamp?: string; component: Component }
  serialNumber?: string
  components: Component[]
  dependencies?: unknown
}

/**
 * What is inside a packed app, as CycloneDX: npm's own list of all packages, less those that are neither in the archive
 * nor in the bundles, and what is no package. Two builds of one commit give the same.
 */
export function sbomOf(archive: string, electronVersion: string): string {
  const bom: Bom = JSON.parse(npmList())
  const inside = new Set([...bundledIds(), ...packedIds(archive)])
  bom.components = bom.components.filter(({ name, version }) => inside.delete(`${name}@${version}`))
  if (inside.size > 0) throw new Error(`package-lock.json lacks what is packed: ${[...inside].join(', ')}`)
  for (const { name, version, licence } of nativeParts()) {
    bom.components.push({
      type: name === 'Electron' ? 'framework' : name.includes('SmolLM2') ? 'machine-learning-model' : 'library',
      name,
      ...(name === 'Electron' ? { version: electronVersion } : /^v?\d/.test(version) && { version }),
      licenses: [{ license: { name: licence } }],
    })
  }
  bom.metadata.component.name = 'sparselens'
  bom.metadata.component.type = 'application'
  // when and where it was written differs with every build; dependencies are npm's tree of all packages
  delete bom.metadata.timestamp
  delete bom.serialNumber
  delete bom.dependencies
  return `${JSON.stringify(bom, null, 1)}\n`
}

const npmList = (): string =>
  execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })

const idOf = (json: string): string => {
  const { name, version } = JSON.parse(json) as { name: string; version: string }
  return `${name}@${version}`
}

const bundledIds = (): string[] =>
  bundledPackages(join(root, 'out')).map((name) => idOf(readFileSync(join(folderOf(name), 'package.json'), 'utf8')))

/** Of packages in an app's archive, also those inside others. */
export const packedIds = (archive: string): string[] =>
  listPackage(archive, { isPack: false })
    .filter((path) => /\/node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/.test(path))
    .map((path) => idOf(extractFile(archive, path.slice(1)).toString()))

/** "<hash>  <name>", as sha256sum writes and reads it. */
export const sumLine = (file: string, name: string): string =>
  `${createHash('sha256').update(readFileSync(file)).digest('hex')}  ${name}\n`
