import { readFile } from 'node:fs/promises'
import { SourceDocumentSchema } from '../shared/ipc/document_data'

/** The document in a `document.json`, as the library keeps it. */
export const readStored = async (path: string) => SourceDocumentSchema.parse(JSON.parse(await readFile(path, 'utf8')))
