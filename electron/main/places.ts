import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Place } from '../shared/ipc/storage_data'

/** Where the app keeps what, in the user's data folder, and how much of it. */
export async function placesIn(root: string): Promise<Place[]> {
  const of = async (kind: Place['kind'], ...names: string[]): Promise<Place> => {
    const sizes = await Promise.all(names.map((name) => bytesOf(join(root, name))))
    return { kind, path: join(root, names[0]!), bytes: sizes.reduce((sum, one) => sum + one, 0) }
  }
  const known = [
    await of('documents', 'documents', 'incoming', 'runs'),
    await of('list', 'library.db', 'library.db-wal'),
    await of('readings', 'kv-cache'),
    await of('languages', 'languages'),
  ]
  const all = await bytesOf(root)
  // files may go and come while they are counted
  const rest = Math.max(0, all - known.reduce((sum, { bytes }) => sum + bytes, 0))
  return [...known, { kind: 'rest', path: root, bytes: rest }]
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
