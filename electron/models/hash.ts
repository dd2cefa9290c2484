import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { writeWhole } from '../library/whole_file'
import { cacheFolder } from './cache_folder'

const CacheSchema = z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/))

export interface HashOptions {
  /** Awaited before every piece: whoever needs the machine for something else lets it wait. */
  turn?(): Promise<void>
  /** Bytes so far, of all. */
  onProgress?(done: number, total: number): void
  signal?: AbortSignal
}

/**
 * sha256 over the bytes of all shards in order. Hashing 171 MB takes about a second and 700 GB an hour, so the result is
 * kept in the user's cache under the files' identity; a cache that can't be used is ignored.
 */
export async function modelHash(
  paths: readonly string[],
  folder = cacheFolder(),
  options: HashOptions = {},
): Promise<string> {
  const key = await modelIdentity(paths)
  const cacheFile = join(folder, 'model-hashes.json')
  const known = (await readCache(cacheFile))[key]
  if (known) return known
  const hash = await hashFiles(paths, options)
  await remember(folder, cacheFile, key, hash)
  return hash
}

/** The hash of files as they are, if it was computed before. */
export async function knownModelHash(paths: readonly string[], folder = cacheFolder()): Promise<string | undefined> {
  return (await readCache(join(folder, 'model-hashes.json')))[await modelIdentity(paths)]
}

/** Paths, sizes and times of change: what tells model files apart without reading them. */
export async function modelIdentity(paths: readonly string[]): Promise<string> {
  const files = paths.map(async (path) => {
    const { size, mtimeMs } = await stat(path)
    return `${resolve(path)}|${size}|${mtimeMs}`
  })
  return (await Promise.all(files)).join('\n')
}

/** Bytes of all files. */
export async function sizeOf(paths: readonly string[]): Promise<number> {
  const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size))
  return sizes.reduce((sum, size) => sum + size, 0)
}

async function hashFiles(paths: readonly string[], { turn, onProgress, signal }: HashOptions): Promise<string> {
  const hash = createHash('sha256')
  const total = await sizeOf(paths)
  let done = 0
  for (const path of paths) {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, signal })) {
      await turn?.()
      signal?.throwIfAborted()
      hash.update(chunk)
      done += chunk.length
      onProgress?.(done, total)
    }
  }
  return hash.digest('hex')
}

async function readCache(file: string): Promise<Record<string, string>> {
  try {
    return CacheSchema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return {}
  }
}

/** The hash, for the next time; where it can't be written it is computed again then. */
async function remember(folder: string, file: string, key: string, hash: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    const all = { ...(await readCache(file)), [key]: hash }
    await writeWhole(file, (draft) => writeFile(draft, JSON.stringify(all, null, 1)))
  } catch {
    // computed again next time
  }
}
