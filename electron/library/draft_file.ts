import { readFile, rename, writeFile } from 'node:fs/promises'
import { type AnswerResult, AnswerResultSchema } from '../ipc/answer_data'

/** draft.json: what an answer is if it ends under the engine: all sentences whose rows are in the trace files beside it. */
export const DRAFT_FILE = 'draft.json'

export async function writeDraft(path: string, result: AnswerResult): Promise<void> {
  const unfinished = `${path}.part`
  await writeFile(unfinished, JSON.stringify(result))
  await rename(unfinished, path)
}

/** Undefined if there is none. */
export async function readDraft(path: string): Promise<AnswerResult | undefined> {
  try {
    return AnswerResultSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    return undefined
  }
}
