import { readFile, writeFile } from 'node:fs/promises'
import { type AnswerResult, AnswerResultSchema } from '../shared/ipc/answer_data'
import { writeWhole } from './whole_file'

/** draft.json: what an answer is if it ends under the engine: all sentences whose rows are in the trace files beside it. */
export const DRAFT_FILE = 'draft.json'

export const writeDraft = (path: string, result: AnswerResult): Promise<void> =>
  writeWhole(path, (file) => writeFile(file, JSON.stringify(result)))

/** Undefined if there is none. */
export async function readDraft(path: string): Promise<AnswerResult | undefined> {
  try {
    return AnswerResultSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    return undefined
  }
}
