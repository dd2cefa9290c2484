import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listPackage } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root } from '../../electron/scripts/electron_dist/paths'
import { anySystem } from '../../electron/scripts/third_party/packages'
import { packedIds } from '../../electron/scripts/third_party/sbom'
import type { Seen } from './installed'

/**
 * Makes the packages and starts what they install: as a user without rights, in a network namespace where nothing can
 * be reached. Pictures of the windows are left in build/pictures for a person to look at.
 */
const MODEL = 'resources/assets/models/smollm2-135m-dsa'
/** Ten minutes were not enough on two busy cores. */
const PACKING_MS = 30 * 60_000
const isDebian = spawnSync('dpkg-deb', ['--version']).status === 0
const isRoot = process.getuid?.() === 0

const work = mkdtempSync(join(tmpdir(), 'sparselens-dist-'))
const pictures = join(root, 'build', 'pictures')
afterAll(() => rmSync(work, { recursive: true, force: true }))

beforeAll(() => {
  execFileSync('chmod', ['755', work])
  mkdirSync(pictures, { recursive: true })
  execFileSync(process.execPath, [join(root, 'electron', 'scripts', 'dist.mjs')], { cwd: root, stdio: 'inherit' })
}, PACKING_MS)

function made(ending: string): string {
  const name = readdirSync(join(root, 'dist')).find((file) => file.endsWith(ending))
  return join(root, 'dist', name!)
}

/** What an installed app does without any network. */
function seen(program: string, name: string): Seen {
  const [document, picture] = [join(root, 'assets', 'samples', 'sample.pdf'), join(pictures, `${name}.png`)]
  const driver = [process.execPath, '--import', 'tsx', join(import.meta.dirname, 'installed.ts')]
  const alone = ['--net', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh']
  const json = execFileSync('unshare', [...alone, ...driver, program, document, picture], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1 << 26,
  })
  return JSON.parse(json.slice(json.indexOf('{"title"')))
}

function expectWorks(what: Seen): void {
  expect(what.title).toContain('SparseLens')
  expect(what.network).toBe('Failed to fetch')
  expect(what.answer.state).toBe('done')
  expect(what.answer.text.length).toBeGreaterThan(40)
  expect(what.answer.evaluatedTokens).toBeGreaterThan(0)
}

describe.runIf(isDebian)('the .deb', () => {
  const folder = join(work, 'deb')
  const app = join(folder, 'opt', 'SparseLens')

  test('holds the model, and the native parts of this platform only', () => {
    execFileSync('dpkg-deb', ['-x', made('.deb'), folder])
    expect(readdirSync(join(app, MODEL)).sort()).toEqual([
      'CHANGES.md',
      'LICENSE',
      'README.md',
      ...[1, 2, 3, 4].map((part) => `smollm2-135m-dsa-q4_1-0000${part}-of-00004.gguf`),
    ])
    const modules = join(app, 'resources', 'app.asar.unpacked', 'node_modules')
    expect(readdirSync(join(modules, '@libsql'))).toEqual([`linux-${process.arch}-gnu`])
    expect(readdirSync(join(modules, '@node-llama-cpp'))).toEqual([`linux-${process.arch}`])
  })

  test('has the server for machines that compute a part, which finds its libraries', () => {
    // an address that is none of this machine: it ends after all was loaded
    const server = spawnSync(join(app, 'sparselens-rpc-server'), ['--host', '192.0.2.1'], { encoding: 'utf8' })
    expect(server.stdout).toContain('Starting RPC server v7.0.0')
    expect(server.stderr).toContain("It can't listen at 192.0.2.1:50052")
  })

  test('has its fuses as electron-builder.yml says, read back from the program', async () => {
    const wire = await getCurrentFuseWire(join(app, 'sparselens'))
    const [off, on] = ['0'.charCodeAt(0), '1'.charCodeAt(0)]
    const states: [FuseV1Options, number | undefined][] = [
      [FuseV1Options.RunAsNode, off],
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable, off],
      [FuseV1Options.EnableNodeCliInspectArguments, off],
      [FuseV1Options.OnlyLoadAppFromAsar, on],
      [FuseV1Options.GrantFileProtocolExtraPrivileges, off],
    ]
    expect(states.map(([fuse]) => [fuse, wire[fuse]])).toEqual(states)
  })

  test('tells the desktop its name, icon and what it opens', () => {
    const share = join(folder, 'usr', 'share')
    expect(existsSync(join(share, 'icons', 'hicolor', '256x256', 'apps', 'sparselens.png'))).toBe(true)
    const entry = execFileSync('cat', [join(share, 'applications', 'sparselens.desktop')], { encoding: 'utf8' })
    expect(entry).toMatch(/^Name=SparseLens$/m)
    expect(entry).toMatch(/^Exec=\/opt\/SparseLens\/sparselens %F$/m)
    expect(entry).toMatch(/^MimeType=.*application\/pdf/m)
    expect(entry).toMatch(/^MimeType=.*application\/vnd\.sparselens\.analysis\+zip/m)
    const types = readFileSync(join(share, 'mime', 'packages', 'sparselens.xml'), 'utf8')
    expect(types).toContain('<glob pattern="*.sparselens"/>')
  })

  test.runIf(isRoot)('summarizes a document without a network', () => {
    expectWorks(seen(join(app, 'sparselens'), 'deb'))
  })
})

describe.runIf(isDebian)('what lies beside the packages', () => {
  const resources = () => join(made('-unpacked'), 'resources')
  const packed = () => packedIds(join(resources(), 'app.asar'))

  test('lists all that is inside: THIRD_PARTY.md, and the list of parts', () => {
    const names = packed().map((id) => anySystem(id.replace(/@[^@]+$/, '')))
    const said = readFileSync(join(resources(), 'THIRD_PARTY.md'), 'utf8')
    expect(names.filter((name) => !said.includes(`| ${name} |`))).toEqual([])
    const bom = JSON.parse(readFileSync(made('.cdx.json'), 'utf8')) as { components: { purl?: string }[] }
    const listed = bom.components.map(({ purl }) => decodeURIComponent(purl?.replace('pkg:npm/', '') ?? ''))
    expect(packed().filter((id) => !listed.includes(id))).toEqual([])
  })

  test('has English for text recognition inside', () => {
    const data = '/node_modules/@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz'
    expect(listPackage(join(resources(), 'app.asar'), { isPack: false })).toContain(data)
  })

  test('has the sums of the packages', () => {
    execFileSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: join(root, 'dist') })
  })
})

describe.runIf(isRoot && spawnSync('debootstrap', ['--version']).status === 0)('the .deb in a bare Debian', () => {
  const bare = join(work, 'bare')

  test('is installed, summarizes a document without a network, and leaves nothing behind', () => {
    const picture = join(pictures, 'bare.png')
    const script = join(import.meta.dirname, 'fresh_root.sh')
    const said = execFileSync(script, [bare, made('.deb'), root, 'assets/samples/sample.pdf', picture], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    }).split('\n')
    expectWorks(JSON.parse(said.find((line) => line.startsWith('{'))!))
    expect(said).toContain('left ')
  })
})

test.runIf(isRoot)('the .tar.gz summarizes a document without a network', () => {
  execFileSync('tar', ['-xzf', made('.tar.gz'), '-C', work])
  const name = readdirSync(work).find((file) => file.startsWith('sparselens-'))
  expectWorks(seen(join(work, name!, 'sparselens'), 'tar'))
})
