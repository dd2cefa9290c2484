import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { AnswerEntrySchema } from '../shared/ipc/answer_data'
import { SourceDocumentSchema } from '../shared/ipc/document_data'
import { listedDocument } from '../shared/ipc/listed_document'
import type { AnswerRecord } from './answers'
import { hashFile } from './copy'
import type { DocumentRow } from './documents'
import { type LibraryFiles, storedName } from './files'

/** Of document.json only what the library lists. */
const StoredDocumentSchema = SourceDocumentSchema.pick({ file: true, kind: true, title: true, readAs: true }).extend({
  pages: z.array(z.object({ number: z.number(), imageOnly: z.boolean() })),
})

/** A document's row made again from its folder; undefined if the folder doesn't hold a whole document. */
export async function recoverDocument(files: LibraryFiles, id: string): Promise<DocumentRow | undefined> {
  try {
    const document = StoredDocumentSchema.parse(JSON.parse(await readFile(files.text(id), 'utf8')))
    const source = storedName(document.kind)
    const path = files.source(z.uuid().parse(id), source)
    const addedAt = Math.round((await stat(path)).mtimeMs)
    return {
      id,
      ...(await hashFile(path)),
      source,
      file: document.file,
      ...listedDocument(document),
      addedAt,
      openedAt: addedAt,
    }
  } catch {
    return undefined
  }
}

/** The answers whose copies lie in a document's folder. */
export async function recoverAnswers(files: LibraryFiles, document: string): Promise<AnswerRecord[]> {
  const names = await readdir(join(files.folder(document), 'answers')).catch(() => [])
  const found = await Promise.all(names.map((name) => recoverAnswer(files, document, name)))
  return found.filter((answer) => answer !== undefined)
}

async function recoverAnswer(files: LibraryFiles, document: string, id: string): Promise<AnswerRecord | undefined> {
  try {
    const answer = AnswerEntrySchema.parse(JSON.parse(await readFile(files.answerCopy(document, id), 'utf8')))
    return answer.id === id && answer.document === document ? answer : undefined
  } catch {
    return undefined
  }
}
