import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type ElectronDist, findElectron } from '../electron_dist/find'
import { root } from '../electron_dist/paths'
import { packagedModules } from '../packaged_modules'
import { atEnd } from './cleanup'
import { canRead } from './user'

export interface Stage {
  electron: ElectronDist
  /** The built app: what Electron is given to start. */
  app: string
}

let staged: Promise<Stage> | undefined

/** Electron and the built app where the test user can read them: in place, or copied if the clone is private. */
export function stage(): Promise<Stage> {
  staged ??= prepare()
  return staged
}

async function prepare(): Promise<Stage> {
  if (!existsSync(join(root, 'out', 'main', 'index.js'))) throw new Error('Run "npm run build" first.')
  const electron = await findElectron()
  if ([electron.executable, join(root, 'out', 'main', 'index.js')].every(canRead)) return { electron, app: root }
  const folder = mkdtempSync(join(tmpdir(), 'sparselens-stage-'))
  atEnd(() => rmSync(folder, { recursive: true, force: true }))
  const modules = packagedModules.map((name) => join('node_modules', name))
  for (const path of [
    'package.json',
    'THIRD_PARTY.md',
    'out',
    'assets',
    join('build', 'addon', 'Release'),
    ...modules,
  ]) {
    if (existsSync(join(root, path))) copy(join(root, path), join(folder, 'app', path))
  }
  copy(electron.folder, join(folder, 'electron'))
  chmodSync(folder, 0o755)
  const executable = electron.executable.replace(electron.folder, join(folder, 'electron'))
  return { electron: { ...electron, folder: join(folder, 'electron'), executable }, app: join(folder, 'app') }
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true })
  execFileSync('cp', ['-a', from, to])
  execFileSync('chmod', ['-R', 'a+rX', dirname(to)])
}
