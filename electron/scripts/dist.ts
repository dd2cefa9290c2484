import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { type Configuration, Platform, build as packApp } from 'electron-builder'
import { build, root } from './build'
import { ARCH, type Packing, packingHere } from './dist_targets'
import { type ElectronDist, findElectron, noteOn } from './electron_dist/find'
import { sbomOf, sumLine } from './third_party/sbom'

const PACKAGE = /\.(deb|tar\.gz|AppImage|dmg|exe)$/
const RPC_SERVER = join('build', 'addon', 'Release', 'sparselens-rpc-server')

/**
 * Makes what people install on this machine's system, with its native parts and the built-in model inside. On Linux
 * dist/linux-unpacked, a .tar.gz of it and a .deb, for which no network is needed beyond Electron itself; with --appimage
 * an AppImage, too. On macOS a .dmg and on Windows an installer, for which electron-builder downloads its tools.
 */
async function dist(): Promise<void> {
  const packing = packingHere()
  if (!packing) throw new Error('Packages are made on Linux, macOS and Windows.')
  build()
  const electron = await findElectron()
  const isLinux = packing.platform === Platform.LINUX
  if (isLinux) process.env.CUSTOM_FPM_PATH ??= ownFpm()
  dateByCommit()
  rmSync(join(root, 'dist'), { recursive: true, force: true })
  await packApp({
    projectDir: root,
    targets: packing.platform.createTarget(packing.targets, ARCH),
    config: configuration(electron, packing),
  })
  const unpacked = join(root, 'dist', packing.unpacked)
  if (isLinux) await archive(unpacked, process.argv.includes('--appimage'))
  listParts(join(unpacked, packing.resources, 'app.asar'), electron.version)
  listSums()
  report(electron)
}

function configuration(electron: ElectronDist, packing: Packing): Configuration {
  const isLinux = packing.platform === Platform.LINUX
  return {
    electronVersion: electron.version,
    electronDist: electron.folder,
    files: foreignParts(packing).map((path) => `!node_modules/${path}`),
    // Electron knows it on macOS and Windows, where electron-builder writes the archive's hash into the program
    ...(!isLinux && { electronFuses: { enableEmbeddedAsarIntegrityValidation: true } }),
    ...(isLinux && { afterPack: ({ appOutDir }) => tidy(appOutDir) }),
  }
}

/** What is only so on Linux. */
async function tidy(unpacked: string): Promise<void> {
  rmSync(join(unpacked, 'resources', 'default_app.asar'), { force: true })
  rmSync(join(unpacked, 'version'), { force: true })
  // for root's tests only; the deb's postinst sets it where it is needed
  chmodSync(join(unpacked, 'chrome-sandbox'), 0o755)
  // where people look for it; it finds its libraries by where it really lies
  symlinkSync(join('resources', 'app.asar.unpacked', RPC_SERVER), join(unpacked, 'sparselens-rpc-server'))
}

/** Packages with native code for other machines that npm has installed all the same. */
function foreignParts({ own }: Packing): string[] {
  return Object.entries(own).flatMap(([scope, mine]) =>
    readdirSync(join(root, 'node_modules', scope))
      // "linux-x64-vulkan" is a variant of "linux-x64": whoever installs it wants it inside
      .filter((name) => name !== mine && !(scope === '@node-llama-cpp' && name.startsWith(`${mine}-`)))
      .map((name) => `${scope}/${name}`),
  )
}

/** electron-builder would download fpm; what it needs of it, dpkg-deb does. Undefined where there is no dpkg-deb. */
function ownFpm(): string | undefined {
  const found = spawnSync('dpkg-deb', ['--version'], { stdio: 'ignore' }).status === 0
  return found ? join(import.meta.dirname, 'fpm.mjs') : undefined
}

/** What files of this version for this machine are called, but for their endings. */
function packageName(): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const system = { darwin: 'mac', win32: 'windows' }[process.platform as string] ?? process.platform
  return `sparselens-${version}-${system}-${process.arch}`
}

/**
 * The .tar.gz; electron-builder would download 7-Zip for it. Its program is started by a script, which says what to do
 * where the system keeps Chromium from its sandbox; what the .deb installs takes care of that itself. An AppImage is made
 * of the same folder.
 */
async function archive(unpacked: string, withAppImage: boolean): Promise<void> {
  const name = packageName()
  const folder = join(root, 'dist', name)
  const scripts = join(import.meta.dirname, 'unpacked')
  execFileSync('cp', ['-al', unpacked, folder])
  renameSync(join(folder, 'sparselens'), join(folder, 'sparselens.bin'))
  copyFileSync(join(scripts, 'start.sh'), join(folder, 'sparselens'))
  copyFileSync(join(scripts, 'can_sandbox.sh'), join(folder, 'resources', 'can_sandbox.sh'))
  const same = ['--owner=0', '--group=0', '--numeric-owner', '--sort=name', `--mtime=@${process.env.SOURCE_DATE_EPOCH}`]
  execFileSync('tar', ['-czf', `${folder}.tar.gz`, ...same, '-C', join(root, 'dist'), name])
  if (withAppImage) {
    const targets = Platform.LINUX.createTarget(['AppImage'], ARCH)
    await packApp({ projectDir: root, targets, prepackaged: folder })
  }
  rmSync(folder, { recursive: true })
}

/** Files in packages are as old as the commit, so that two builds of it can be compared. */
function dateByCommit(): void {
  const { stdout } = spawnSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' })
  process.env.SOURCE_DATE_EPOCH ??= stdout?.trim() || '0'
}

/** A software bill of materials, in CycloneDX's form. */
function listParts(archive: string, electronVersion: string): void {
  const bom = sbomOf(archive, electronVersion)
  writeFileSync(join(root, 'dist', `${packageName()}.cdx.json`), bom)
}

/** Packages and their list of parts, as `sha256sum --check` reads them. */
function listSums(): void {
  const names = readdirSync(join(root, 'dist')).filter((name) => PACKAGE.test(name) || name.endsWith('.cdx.json'))
  const lines = names.sort().map((name) => sumLine(join(root, 'dist', name), name))
  writeFileSync(join(root, 'dist', 'SHA256SUMS'), lines.join(''))
}

function report(electron: ElectronDist): void {
  const megabytes = (file: string) => `${(statSync(file).size / 1e6).toFixed(0)} MB`
  for (const name of readdirSync(join(root, 'dist'))) {
    const file = join(root, 'dist', name)
    if (PACKAGE.test(name)) console.log(`dist/${name}  ${megabytes(file)}`)
    else if (name.endsWith('-unpacked')) console.log(`dist/${name}/sparselens`)
  }
  console.log(`Electron ${electron.version} is inside.`)
  const note = noteOn(electron)
  if (note) console.log(`${note} Don't publish this build: build again where the pinned one can be downloaded.`)
}

dist().catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
