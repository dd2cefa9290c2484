import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { toDocumentError } from '../documents/file_error'
import { ANALYSIS } from '../export/names'
import { READABLE_ENDINGS } from './readable'

const READABLE = new RegExp(`\\.(?:${[...READABLE_ENDINGS, ANALYSIS].join('|')})$`, 'i')
const MOST = 500

export interface Found {
  files: string[]
  /** A sentence about what was left out. */
  problem?: string
}

/** The file itself, or the readable files directly in a folder. */
export async function filesToImport(path: string): Promise<Found> {
  const name = basename(path)
  try {
    const found = await stat(path)
    if (found.isFile()) return { files: [path] }
    if (!found.isDirectory()) {
      return { files: [], problem: `"${name}" is neither a file nor a folder: choose a document.` }
    }
    return inFolder(path, name, await readdir(path, { withFileTypes: true }))
  } catch (error) {
    return { files: [], problem: toDocumentError(error, path, name).message }
  }
}

interface Entry {
  name: string
  isFile(): boolean
}

function inFolder(path: string, name: string, entries: readonly Entry[]): Found {
  const readable = entries
    .filter((entry) => entry.isFile() && READABLE.test(entry.name) && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort(new Intl.Collator(undefined, { numeric: true }).compare)
  const files = readable.slice(0, MOST).map((file) => join(path, file))
  if (files.length === 0) {
    const problem = `There is no document that SparseLens reads directly in the folder "${name}": drop the files themselves.`
    return { files, problem }
  }
  if (readable.length > MOST) {
    const problem = `The folder "${name}" holds ${readable.length} documents, and the first ${MOST} were taken: drop the others themselves.`
    return { files, problem }
  }
  return { files }
}
