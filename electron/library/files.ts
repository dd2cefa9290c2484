import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { ReadDocument } from '../shared/ipc/document_data'
import { DRAFT_FILE } from './answer_draft'
import { type Copied, copyHashed, hashFile } from './copy'
import { flushed } from './flushed'
import { TOKENS_FILE } from './tokens_file'

/** Endings that the stored files get, whatever the user's were called. */
const ENDINGS: Record<ReadDocument['kind'], string> = {
  pdf: 'pdf',
  text: 'txt',
  markdown: 'md',
  docx: 'docx',
  odt: 'odt',
  rtf: 'rtf',
  epub: 'epub',
  csv: 'csv',
  xlsx: 'xlsx',
  pptx: 'pptx',
  ods: 'ods',
  odp: 'odp',
  mail: 'eml',
  png: 'png',
  jpeg: 'jpg',
  tiff: 'tiff',
  collection: 'json',
}

/** All of them. */
export const STORED_ENDINGS: readonly string[] = [...new Set(Object.values(ENDINGS))]

export const storedName = (kind: ReadDocument['kind']) => `source.${ENDINGS[kind]}`

/** A file that was copied in and is being read: it is not in the library yet. */
export interface Incoming extends Copied {
  folder: string
  /** The copy, under the file's own name. */
  path: string
  /** Where the engine writes document.json. */
  document: string
}

/**
 * Where the library's files are, below the user's data folder:
 *
 *     documents/<id>/source.<ext>, document.json, of pictures pages.pdf, answers/<answer>/{tokens.bin, <generation>.trace, answer.json}
 *     runs/       traces of experiments, emptied at every start
 *     incoming/   files on their way in and out: emptied at every start
 *     kv-cache/<id>/   the engine's
 */
export class LibraryFiles {
  readonly documents: string
  private readonly caches: string
  readonly incoming: string
  /** What belongs to this session alone. */
  readonly runs: string

  constructor(root: string) {
    this.documents = join(root, 'documents')
    this.incoming = join(root, 'incoming')
    this.runs = join(root, 'runs')
    this.caches = join(root, 'kv-cache')
  }

  async prepare(): Promise<void> {
    for (const folder of [this.incoming, this.runs]) await rm(folder, { recursive: true, force: true }).catch(() => {})
    for (const folder of [this.documents, this.incoming, this.caches]) await mkdir(folder, { recursive: true })
  }

  folder(document: string): string {
    return join(this.documents, document)
  }

  source(document: string, name: string): string {
    return join(this.folder(document), name)
  }

  text(document: string): string {
    return join(this.folder(document), 'document.json')
  }

  /** A picture's pages as the window shows them. */
  pages(document: string): string {
    return join(this.folder(document), 'pages.pdf')
  }

  answer(document: string, answer: string): string {
    return join(this.folder(document), 'answers', answer)
  }

  answerCopy(document: string, answer: string): string {
    return join(this.answer(document, answer), 'answer.json')
  }

  draft(document: string, answer: string): string {
    return join(this.answer(document, answer), DRAFT_FILE)
  }

  tokens(document: string, answer: string): string {
    return join(this.answer(document, answer), TOKENS_FILE)
  }

  trace(document: string, answer: string, generation: number): string {
    return join(this.answer(document, answer), `${generation}.trace`)
  }

  /** Where the engine keeps what it read of a document. */
  cache(document: string): string {
    return join(this.caches, document)
  }

  /** The trace of an experiment. */
  run(run: string): string {
    return join(this.runs, `${run}.trace`)
  }

  /** Copies a file in, so that it may vanish afterwards. `name`: what it is called. Leaves nothing behind if that fails. */
  async copyIn(path: string, signal?: AbortSignal, name = basename(path)): Promise<Incoming> {
    const folder = join(this.incoming, randomUUID())
    const copy = join(folder, 'file', name)
    await mkdir(join(folder, 'file'), { recursive: true })
    try {
      return { ...(await copyHashed(path, copy, signal)), folder, path: copy, document: join(folder, 'document.json') }
    } catch (error) {
      await rm(folder, { recursive: true, force: true }).catch(() => {})
      throw error
    }
  }

  /** Writes a text in, as if it had been a file. */
  async writeIn(text: string): Promise<Incoming> {
    const folder = join(this.incoming, randomUUID())
    const path = join(folder, 'file', 'list.json')
    await mkdir(join(folder, 'file'), { recursive: true })
    await writeFile(path, text)
    return { ...(await hashFile(path)), folder, path, document: join(folder, 'document.json') }
  }

  async forget(incoming: Incoming): Promise<void> {
    await rm(incoming.folder, { recursive: true, force: true }).catch(() => {})
  }

  /** Makes a document's folder out of what came in: all of it at once, and only once all of it lies on the disk. */
  async keep(incoming: Incoming, document: string, name: string): Promise<void> {
    await rename(incoming.path, join(incoming.folder, name))
    await rm(join(incoming.folder, 'file'), { recursive: true, force: true })
    for (const path of [join(incoming.folder, name), incoming.document, incoming.folder]) await flushed(path)
    await rename(incoming.folder, this.folder(document))
    await flushed(this.documents)
  }

  /** Deletes a document's folder or an answer's; what can't be deleted now is deleted at the next start. */
  async remove(folder: string): Promise<void> {
    const going = join(this.incoming, randomUUID())
    try {
      await rename(folder, going)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
      throw error
    }
    await rm(going, { recursive: true, force: true }).catch(() => {})
  }

  /** Deletes what the engine kept of documents that aren't there any more. */
  async removeCachesBut(documents: ReadonlySet<string>): Promise<void> {
    const left = (await readdir(this.caches).catch(() => [])).filter((name) => !documents.has(name))
    for (const name of left) await rm(join(this.caches, name), { recursive: true, force: true }).catch(() => {})
  }

  /** Names of the folders that hold documents. */
  async all(): Promise<string[]> {
    const found = await readdir(this.documents, { withFileTypes: true })
    return found.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  }
}
