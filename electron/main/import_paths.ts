import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { toDocumentError } from '../documents/file_error'
import { type FolderFiles, filesBelow, someOf } from '../documents/folder'
import { ANALYSIS } from '../export/names'
import { counted } from '../shared/shown/numbers'

const MOST = 500

export interface Found {
  files: string[]
  /** A sentence about what was left out. */
  problem?: string
}

/** The file itself, or the readable files in a folder and in those in it. */
export async function filesToImport(path: string): Promise<Found> {
  const name = basename(path)
  try {
    const found = await stat(path)
    if (found.isFile()) return { files: [path] }
    if (!found.isDirectory()) {
      return { files: [], problem: `"${name}" is neither a file nor a folder: choose a document.` }
    }
    return inFolder(path, name, await filesBelow(path, [ANALYSIS]))
  } catch (error) {
    return { files: [], problem: toDocumentError(error, path, name).message }
  }
}

function inFolder(path: string, name: string, { readable, leftOut }: FolderFiles): Found {
  const files = readable.slice(0, MOST).map((file) => join(path, file))
  if (files.length === 0) {
    const problem = `There is no document that SparseLens reads in the folder "${name}": choose another folder, or drop the files themselves.`
    return { files, problem }
  }
  const said = [
    ...(readable.length > MOST
      ? [`it holds ${readable.length} documents, and the first ${MOST} were taken: drop the others themselves`]
      : []),
    ...(leftOut.length > 0
      ? [
          `${counted(leftOut.length, 'file')} that SparseLens doesn't read ${leftOut.length === 1 ? 'was' : 'were'} left out: ${someOf(leftOut)}`,
        ]
      : []),
  ]
  return said.length === 0 ? { files } : { files, problem: `Of the folder "${name}": ${said.join('; ')}.` }
}
