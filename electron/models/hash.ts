import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { writeWhole } from '../library/whole_file'
import { cacheFolder } from './cache_folder'

const CacheSchema = z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/))

/**
 * sha256 over the bytes of all shards in order. Hashing 171 MB takes about a second and 700 GB an hour, so the result is
 * kept in the user's cache under the files' identity; a cache that can't be used is ignored. `turn` is awaited before
 * every piece: whoever needs the machine for something else lets it wait.
 */
export async function modelHash(
  paths: string[],
  folder = cacheFolder(),
  turn: () => Promise<void> = async () => {},
): Promise<string> {
  const key = await modelIdentity(paths)
  const cacheFile = join(folder, 'model-hashes.json')
  const known = (await readCache(cacheFile))[key]
  if (known) return known
  const hash = await hashFiles(paths, turn)
  await remember(folder, cacheFile, key, hash)
  return hash
}

/** Paths, sizes and times of change: what tells model files apart without reading them. */
export async function modelIdentity(paths: readonly string[]): Promise<string> {
  const files = paths.map(async (path) => {
    const { size, mtimeMs } = await stat(path)
    return `${resolve(path)}|${size}|${mtimeMs}`
  })
  return (await Promise.all(files)).join('\n')
}

async function hashFiles(paths: string[], turn: () => Promise<void>): Promise<string> {
  const hash = createHash('sha256')
  for (const path of paths) {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      await turn()
      hash.update(chunk)
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
