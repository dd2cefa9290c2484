import { basename } from 'node:path'
import { type Collected, collect } from '../documents/collection'
import { counted } from '../shared/shown/numbers'
import type { Arguments } from './arguments'
import { failureOf, SomeFailed, UsageError } from './exit'
import type { Inputs } from './inputs'
import { type FileWork, ofFile, placeOf, type Surroundings } from './surroundings'

/**
 * Several files asked as one document. What can't be read is told and left out, and SomeFailed thrown once the others have
 * answered.
 */
export async function answerTogether(
  args: Arguments,
  { files }: Inputs,
  around: Surroundings,
  { readDocument, answer }: FileWork,
): Promise<void> {
  if (files.length < 2) throw new UsageError('--together asks several files; name more than one, or a folder')
  const read: Collected[] = []
  const failed: { path: string; error: unknown }[] = []
  for (const [i, path] of files.entries()) {
    const its = ofFile(around, path, placeOf(i, files))
    try {
      const source = await readDocument({ ...args, file: path }, its)
      read.push({ source, name: nameOf(path, files) })
    } catch (error) {
      if (around.signal.aborted || error instanceof UsageError) throw error
      failed.push({ path, error })
      its.note(failureOf(error).line)
    }
  }
  if (read.length === 0) throw failed[0]!.error
  await answer(collect(read), args, around)
  if (failed.length > 0) {
    const names = failed.map(({ path }) => path).join(', ')
    throw new SomeFailed(`${counted(failed.length, 'file')} could not be read and had no part in it: ${names}`)
  }
}

/** The file's own name, or all of its path where several are called the same. */
function nameOf(path: string, files: readonly string[]): string {
  const name = basename(path)
  return files.filter((one) => basename(one) === name).length > 1 ? path : name
}
