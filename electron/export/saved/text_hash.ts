import { createHash } from 'node:crypto'
import { readStored } from '../../documents/stored'

/** Of what evidence points to in a document.json: text, pages, sentences. */
export async function textHash(path: string): Promise<string> {
  const { text, pages, sentences } = await readStored(path)
  return createHash('sha256')
    .update(JSON.stringify([text, pages, sentences]))
    .digest('hex')
}
