import { basename } from 'node:path'
import { type Collected, collect } from '../documents/collection'
import type { SourceDocument } from '../shared/document/types'
import { counted } from '../shared/shown/numbers'
import type { Arguments } from './arguments'
import { failureOf, SomeFailed, UsageError } from './exit'
import type { Inputs } from './inputs'
import type { Surroundings } from './surroundings'

/** What is done with each file, and with all of them. */
export interface TogetherWork {
  readDocument(args: Arguments, around: Surroundings): Promise<SourceDocument>
  answer(document: SourceDocument, args: Arguments, around: Surroundings): Promise<void>
}

/**
 * Several files asked as one document. What can't be read is told and left out, and SomeFailed thrown once the others have
 * answered.
 */
export async function answerTogether(
  args: Arguments,
  { files }: Inputs,
  around: Surroundings,
  { readDocument, answer }: TogetherWork,
): Promise<void> {
  if (files.length < 2) throw new UsageError('--together asks several files; name more than one, or a folder')
  const read: Collected[] = []
  const failed: { path: string; error: unknown }[] = []
  for (const [i, path] of files.entries()) {
    const progress: Surroundings['progress'] = {
      ...around.progress,
      show: (step) => around.progress.show({ ...step, what: `File ${i + 1} of ${files.length}: ${step.what}` }),
      clear: () => around.progress.clear(),
    }
    const note = (line: string) => around.note(`${path}: ${line}`)
    try {
      const source = await readDocument({ ...args, file: path }, { ...around, progress, note })
      read.push({ source, name: nameOf(path, files) })
    } catch (error) {
      if (around.signal.aborted || error instanceof UsageError) throw error
      failed.push({ path, error })
      note(failureOf(error).line)
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
