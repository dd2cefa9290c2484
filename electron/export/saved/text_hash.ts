import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { SourceDocumentSchema } from '../../shared/ipc/document_data'

/** Of what evidence points to in a document.json: text, pages, sentences. */
export async function textHash(path: string): Promise<string> {
  const { text, pages, sentences } = SourceDocumentSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  return createHash('sha256')
    .update(JSON.stringify([text, pages, sentences]))
    .digest('hex')
}
