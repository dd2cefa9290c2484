import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzipSync } from 'node:zlib'

const run = promisify(execFile)
export const CACHE = join('node_modules', '.cache', 'sparselens', 'eval')
const LIMIT = 64 * 2 ** 20

export interface PackagedFile {
  /** Debian package, or one that only depends on the real one, such as python3-doc. */
  package: string
  /** Where it lies in the package; `*` stands for anything. */
  file: string
}

/** The file's text and the package version it is from. */
export async function packagedText(wanted: PackagedFile): Promise<{ text: string; version: string }> {
  const { path, version } = await packagedFile(wanted)
  return { text: await readFile(path, 'utf8'), version }
}

/** A copy of the file and the package version it is from. Downloaded once, then kept outside the repository's files. */
export async function packagedFile(wanted: PackagedFile): Promise<{ path: string; version: string }> {
  const path = join(CACHE, `${wanted.package}-${wanted.file.replace(/[^\w.-]+/g, '_')}`)
  const kept = `${path}.version`
  if (!existsSync(kept)) {
    await mkdir(CACHE, { recursive: true })
    const { bytes, version } = await extracted(wanted)
    await writeFile(path, bytes)
    await writeFile(`${kept}.part`, version)
    await rename(`${kept}.part`, kept) // last: what has a version is whole
  }
  return { path, version: await readFile(kept, 'utf8') }
}

async function extracted({ package: name, file }: PackagedFile): Promise<{ bytes: Buffer; version: string }> {
  const tried: string[] = []
  for (const candidate of [name, ...(await documentationBehind(name))]) {
    tried.push(candidate)
    const archive = await downloaded(candidate)
    const data = await fileOf(archive, file)
    if (!data.length) continue
    const version = (await run('dpkg-deb', ['--field', archive, 'Version'])).stdout.trim()
    const bytes = data[0] === 0x1f && data[1] === 0x8b ? gunzipSync(data) : data
    return { bytes, version: `${candidate} ${version}` }
  }
  throw new Error(`${tried.join(' and ')} of this release hold no ${file}`)
}

/** A meta package holds nothing itself: its text is in the documentation package that it depends on. */
async function documentationBehind(name: string): Promise<string[]> {
  const { stdout } = await apt('apt-cache', ['depends', '--important', name])
  return [...stdout.matchAll(/Depends: (\S*doc\S*)/g)].map((match) => match[1]!)
}

const archives = new Map<string, Promise<string>>()

function downloaded(name: string): Promise<string> {
  const archive = archives.get(name) ?? download(name)
  archives.set(name, archive)
  return archive
}

let folder: string | undefined

async function download(name: string): Promise<string> {
  folder ??= await mkdtemp(join(tmpdir(), 'sparselens-eval-'))
  await apt('apt-get', ['download', name], folder)
  const file = (await readdir(folder)).find((entry) => entry.startsWith(`${name}_`))
  if (!file) throw new Error(`apt-get download ${name} left no file`)
  return join(folder, file)
}

/** Packages are large and only a page of each is needed: removes them. */
export async function removeDownloads(): Promise<void> {
  archives.clear()
  if (folder) await rm(folder, { recursive: true, force: true })
  folder = undefined
}

async function fileOf(archive: string, file: string): Promise<Buffer> {
  const script = 'dpkg-deb --fsys-tarfile "$1" | tar -xO --wildcards "./$2" 2>/dev/null || true'
  const { stdout } = await run('sh', ['-c', script, 'sh', archive, file], { encoding: 'buffer', maxBuffer: LIMIT })
  return stdout
}

async function apt(command: string, args: string[], cwd?: string): Promise<{ stdout: string }> {
  try {
    return await run(command, args, { cwd, env: { ...process.env, LC_ALL: 'C' } })
  } catch (error) {
    const { code, stderr } = error as { code?: string | number; stderr?: string }
    const missing = code === 'ENOENT' ? 'this system has no apt' : stderr?.match(/^E: .*/m)?.[0]
    throw new Error(`${command} ${args.join(' ')} failed (${missing ?? `status ${code}`})`)
  }
}
