import { readdir, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { READABLE_ENDINGS } from './readable'

/** What a folder holds, with the folders in it, by names relative to it. */
export interface FolderFiles {
  /** Those that can be read, in the order of their names, numbers in them by their value. */
  readable: string[]
  /** The others: by their endings nothing that is read, or links. */
  leftOut: string[]
}

/** Folders inside each other that are looked into. */
const DEEPEST = 16
/** More entries are no folder of documents. */
const MOST_ENTRIES = 100_000

const byName = new Intl.Collator(undefined, { numeric: true }).compare

/** The files below a folder; hidden ones and what is in hidden folders are passed over. `endings`: beside the documents'. */
export async function filesBelow(folder: string, endings: readonly string[] = []): Promise<FolderFiles> {
  const readable = new RegExp(`\\.(?:${[...READABLE_ENDINGS, ...endings].join('|')})$`, 'i')
  const found: FolderFiles = { readable: [], leftOut: [] }
  const waiting = [{ path: '', depth: 0 }]
  for (let at = waiting.shift(); at; at = waiting.shift()) {
    for (const entry of await readdir(join(folder, at.path), { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue
      const path = join(at.path, entry.name)
      if (entry.isDirectory() && at.depth < DEEPEST) waiting.push({ path, depth: at.depth + 1 })
      else if (entry.isFile() && readable.test(entry.name)) found.readable.push(path)
      else found.leftOut.push(entry.isDirectory() ? `${path}${sep}` : path)
    }
    if (found.readable.length + found.leftOut.length > MOST_ENTRIES) break
  }
  return { readable: found.readable.sort(byName), leftOut: found.leftOut.sort(byName) }
}

export const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )

/** Names that a sentence says of many. */
const NAMED = 5

/** "a.zip, b.exe and 3 others" */
export function someOf(names: readonly string[]): string {
  if (names.length <= NAMED) return names.join(', ')
  return `${names.slice(0, NAMED - 1).join(', ')} and ${names.length - NAMED + 1} others`
}
