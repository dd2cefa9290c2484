import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readDocument } from '../../../../electron/documents/read'
import { LibraryFiles, storedName } from '../../../../electron/library/files'
import { writeTokens } from '../../../../electron/library/tokens_file'
import type { DocumentNote, SourceDocument } from '../../../../electron/shared/document/types'
import type { ExportedAnswer, ExportKind, ExportOrder } from '../../../../electron/shared/ipc/export_data'
import { resultOf } from '../main/fake_engine'

/** A document in a library with one answer: tokens are its words, and no trace was kept. */
export interface Made {
  folder: string
  root: string
  source: SourceDocument
  answer: ExportedAnswer
  order(kind: ExportKind, to?: string): ExportOrder
}

export async function made(
  text: string,
  changes: (answer: ExportedAnswer) => void = () => {},
  notes?: DocumentNote[],
): Promise<Made> {
  const folder = mkdtempSync(join(tmpdir(), 'sparselens-export-'))
  const root = join(folder, 'library')
  const files = new LibraryFiles(root)
  const document = randomUUID()
  const id = randomUUID()
  mkdirSync(files.answer(document, id), { recursive: true })
  const path = files.source(document, storedName('text'))
  writeFileSync(path, text)
  const source = { ...(await readDocument(path, {})), file: 'note.txt', ...(notes && { notes }) }
  writeFileSync(files.text(document), JSON.stringify(source))
  const answer = await answerAbout(source, document, id)
  answer.result!.document.notes = source.notes
  changes(answer)
  await writeTokens(files.tokens(document, id), wordsAsTokens(source.text))
  const entry = {
    id: document,
    file: 'note.txt',
    kind: 'text' as const,
    pages: 1,
    imagePages: [],
    bytes: Buffer.byteLength(text),
    addedAt: 0,
    openedAt: 0,
    answers: 1,
  }
  const sha256 = createHash('sha256').update(text).digest('hex')
  const date = Date.UTC(2026, 1, 3)
  return {
    folder,
    root,
    source,
    answer,
    order: (kind, to = join(folder, 'out')) => ({
      ...{ kind, to, root, document: entry, sha256, version: '1.2.3', date },
      answers: [answer],
    }),
  }
}

async function answerAbout(source: SourceDocument, document: string, id: string): Promise<ExportedAnswer> {
  const sentence = source.sentences[0]!
  const text = source.text.slice(sentence.start, sentence.end)
  const result = await resultOf({ answerFolder: join(tmpdir(), 'sparselens-made') } as never, 'It is about rent.')
  const evidence = [{ sentence: 0, page: 1, text, score: 3, count: 2 }]
  const sentences = [{ text: 'It is about rent.', from: 0, to: 5, support: 'supported' as const, evidence }]
  result.generations[0]!.answer.sentences = sentences
  return {
    id,
    document,
    request: { kind: 'question', question: 'What is it about?' },
    state: 'done',
    createdAt: Date.UTC(2026, 0, 2),
    text: 'It is about rent.',
    sentences,
    result,
    seed: 7,
  }
}

function wordsAsTokens(text: string) {
  const offsets = [0]
  for (const word of text.match(/\s*\S+|\s+$/g) ?? []) offsets.push(offsets.at(-1)! + Buffer.byteLength(word))
  const ids = Int32Array.from({ length: offsets.length - 1 }, (_, i) => i)
  return { ids, offsets: Uint32Array.from(offsets) }
}
