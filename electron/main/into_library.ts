import { randomUUID } from 'node:crypto'
import { mkdir, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DOCUMENT } from '../export/saved/format'
import type { AnswerRecord } from '../library/answers'
import type { Library } from '../library/store'
import { DocumentError } from '../shared/document/types'
import type { SavedAnalysis } from '../shared/ipc/export_data'

/** Of a document.json, by whoever can read it without making others wait. */
export type TextHash = (path: string) => Promise<string>

export interface TakenIn {
  id: string
  isNew: boolean
  /** Those that the library didn't have. */
  answers: AnswerRecord[]
}

/**
 * Takes in a saved analysis that was unpacked into `folder` and checked. Of a document that is there already the answers
 * are added that it doesn't have.
 */
export async function takeInAnalysis(
  library: Library,
  saved: SavedAnalysis,
  folder: string,
  textHash: TextHash,
): Promise<TakenIn> {
  const known = library.find(saved.sha256, saved.read.readAs)
  if (known) return { id: known, isNew: false, answers: await addAnswers(library, saved, folder, known, textHash) }
  const names = new Map<string, string>()
  for (const { id } of saved.answers) names.set(id, await freeName(library, folder, id))
  const { sha256, bytes, source, file, read } = saved
  const incoming = { folder, path: join(folder, source), document: join(folder, DOCUMENT), sha256, bytes }
  const id = await library.add(incoming, file, read)
  const answers = saved.answers.map((answer) => ({ ...answer, id: names.get(answer.id)!, document: id }))
  for (const answer of answers) await library.finish(answer)
  return { id, isNew: true, answers }
}

/** An answer's own id, unless another document has an answer of that name. */
async function freeName(library: Library, folder: string, id: string): Promise<string> {
  if (!library.answers.get(id)) return id
  const name = randomUUID()
  await rename(join(folder, 'answers', id), join(folder, 'answers', name))
  return name
}

async function addAnswers(
  library: Library,
  saved: SavedAnalysis,
  folder: string,
  document: string,
  textHash: TextHash,
): Promise<AnswerRecord[]> {
  const [known, own] = await Promise.all([library.files.text(document), join(folder, DOCUMENT)].map(textHash))
  if (known !== own) {
    throw new DocumentError(
      'unsupported',
      `"${saved.file}" is in your library already, but its text was read by another version of SparseLens: remove it there, then open this file again.`,
    )
  }
  const added: AnswerRecord[] = []
  for (const answer of saved.answers) {
    if (library.answers.get(answer.id)?.document === document) continue
    const record = { ...answer, id: await freeName(library, folder, answer.id), document }
    added.push(await addAnswer(library, record, join(folder, 'answers', record.id)))
  }
  return added
}

/** Adds an answer whose files lie in `from` to its document. */
export async function addAnswer(library: Library, record: AnswerRecord, from: string): Promise<AnswerRecord> {
  const target = library.files.answer(record.document, record.id)
  await mkdir(dirname(target), { recursive: true })
  await rename(from, target)
  return library.finish(record)
}
