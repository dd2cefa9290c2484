import { join, resolve } from 'node:path'
import { type FolderFiles, someOf } from '../documents/folder'
import { counted } from '../shared/shown/numbers'
import type { Arguments } from './arguments'
import { UsageError } from './exit'

/** Files to be read, as they are to be called. */
export interface Inputs {
  files: string[]
  /** Several are read though one was named: it is a folder. */
  isFolder: boolean
  /** A sentence for each folder of which something is left out. */
  notes: string[]
}

/** What was named, with the files of folders in their places; what is named twice is read once. */
export async function inputsOf(
  { file, others = [], out }: Pick<Arguments, 'file' | 'others' | 'out'>,
  filesBelow: (path: string) => Promise<FolderFiles | undefined>,
): Promise<Inputs> {
  const files = new Set<string>()
  const notes: string[] = []
  let isFolder = false
  for (const path of [file, ...others]) {
    const found = await filesBelow(path)
    if (!found) {
      files.add(path)
      continue
    }
    isFolder = true
    for (const one of found.readable) files.add(join(path, one))
    const leftOut = found.leftOut.filter((one) => out === undefined || resolve(path, one) !== resolve(out))
    if (leftOut.length > 0) notes.push(leftOutSentence(path, leftOut))
  }
  if (files.size === 0) throw new UsageError(`There is no document that SparseLens reads in "${file}"`)
  return { files: [...files], isFolder, notes }
}

const leftOutSentence = (folder: string, names: readonly string[]): string =>
  `${folder}: ${counted(names.length, 'file')} that SparseLens doesn't read ${names.length === 1 ? 'was' : 'were'} left out: ${someOf(names)}.`
