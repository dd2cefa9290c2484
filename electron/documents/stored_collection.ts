import { writeFile } from 'node:fs/promises'
import type { ReadDocument } from '../shared/ipc/document_data'
import { listedDocument } from '../shared/ipc/listed_document'
import { type Collected, collect } from './collection'
import { readStored } from './stored'

/** Makes one document of several that are stored as JSON (`text`), writes it to the new file `into`, and says what it is. */
export async function writeCollection(
  from: readonly { id: string; text: string }[],
  into: string,
): Promise<ReadDocument> {
  const read: Collected[] = []
  for (const { id, text } of from) {
    read.push({ id, source: await readStored(text) })
  }
  const document = collect(read)
  await writeFile(into, JSON.stringify(document), { flag: 'wx' })
  return listedDocument(document)
}
