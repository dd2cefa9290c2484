import { randomUUID } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AnswerRecord } from '../../../../electron/library/answers'
import type { StorageError } from '../../../../electron/library/storage_error'
import { Library } from '../../../../electron/library/store'
import type { SourceDocument } from '../../../../electron/shared/document/types'

/** Libraries in a folder of a test's own, which lie in `data` below it. */
export class LibraryOfTest {
  root = ''
  problems: StorageError[] = []
  private readonly libraries: Library[] = []

  begin(): string {
    this.problems = []
    this.root = mkdtempSync(join(tmpdir(), 'library-'))
    return this.root
  }

  async end(): Promise<void> {
    for (const library of this.libraries.splice(0)) library.close()
    await rm(this.root, { recursive: true, force: true })
  }

  readonly open = async (): Promise<Library> => {
    const library = await Library.open(join(this.root, 'data'), (problem) => this.problems.push(problem))
    this.libraries.push(library)
    return library
  }

  close(library: Library): void {
    this.libraries.splice(this.libraries.indexOf(library), 1)
    library.close()
  }

  /** A file that was dropped, copied in and read. */
  readonly add = (library: Library, text = 'One sentence.', file = 'note.txt'): Promise<string> =>
    addNote(library, this.root, text, file)

  readonly answerOf = answerOf
}

export async function addNote(library: Library, folder: string, text: string, file: string): Promise<string> {
  const path = join(folder, file)
  writeFileSync(path, text)
  const incoming = await library.files.copyIn(path)
  const source: SourceDocument = {
    file,
    kind: 'text',
    title: 'A note',
    text,
    pages: [{ number: 1, width: 0, height: 0, start: 0, end: text.length, imageOnly: false }],
    runs: [],
    sentences: [{ start: 0, end: text.length, page: 1, kind: 'prose' }],
    headings: [],
    notes: [],
  }
  writeFileSync(incoming.document, JSON.stringify(source))
  return library.add(incoming, file, { kind: 'text', title: 'A note', pages: 1, imagePages: [] })
}

export const answerOf = (document: string, change: Partial<AnswerRecord> = {}): AnswerRecord => ({
  id: randomUUID(),
  document,
  request: { kind: 'question', question: 'Why?' },
  state: 'done',
  createdAt: 1000,
  text: 'Because — “so” 😀.',
  sentences: [],
  ...change,
})
