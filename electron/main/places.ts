import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { PLACE_KINDS, type Place } from '../shared/ipc/storage_data'

const KINDS: Record<string, Place['kind']> = {
  documents: 'documents',
  incoming: 'documents',
  runs: 'documents',
  'library.db': 'list',
  'library.db-wal': 'list',
  'kv-cache': 'readings',
  languages: 'languages',
}

/** Where the app keeps what, in the user's data folder, and how much of it. */
export async function placesIn(root: string): Promise<Place[]> {
  const sizes = new Map<Place['kind'], number>()
  for (const name of await readdir(root).catch(() => [])) {
    const kind = KINDS[name] ?? 'rest'
    sizes.set(kind, (sizes.get(kind) ?? 0) + (await bytesOf(join(root, name))))
  }
  const names: Record<Place['kind'], string> = {
    documents: 'documents',
    list: 'library.db',
    readings: 'kv-cache',
    languages: 'languages',
    rest: '',
  }
  return PLACE_KINDS.map((kind) => ({ kind, path: join(root, names[kind]), bytes: sizes.get(kind) ?? 0 }))
}

/** Of a file, or of all in a folder; 0 of what isn't there. */
async function bytesOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined)
  if (!found?.isDirectory()) return found?.size ?? 0
  const names = await readdir(path, { recursive: true }).catch(() => [])
  let bytes = 0
  for (const name of names) {
    const one = await stat(join(path, name)).catch(() => undefined)
    if (one?.isFile()) bytes += one.size
  }
  return bytes
}
