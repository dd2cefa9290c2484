import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ReadAs } from '../shared/document/types'
import type { DocumentEntry, ReadDocument } from '../shared/ipc/document_data'
import { readDraft } from './answer_draft'
import { type AnswerRecord, AnswersTable } from './answers'
import { closeDatabase, type Db, moveAside, openDatabase } from './database'
import { type DocumentRow, DocumentsTable } from './documents'
import { type Incoming, LibraryFiles, storedName } from './files'
import { ModelList } from './model_list'
import { recoverAnswers, recoverDocument } from './recovery'
import { SettingsTable } from './settings'
import { asStorageError, StorageError } from './storage_error'
import { writeWhole } from './whole_file'

/** Documents, answers and settings below one folder: tables in library.db, the rest in files. */
export class Library {
  readonly answers: AnswersTable
  readonly settings: SettingsTable
  readonly models: ModelList
  private readonly documents: DocumentsTable

  private constructor(
    private readonly db: Db,
    readonly files: LibraryFiles,
    onProblem: (problem: StorageError) => void,
  ) {
    this.answers = new AnswersTable(db, onProblem)
    this.settings = new SettingsTable(db)
    this.models = new ModelList(this.settings, onProblem)
    this.documents = new DocumentsTable(db)
  }

  /**
   * Opens or makes the library. One that is damaged is put aside, and documents are found again in their folders;
   * `onProblem` hears of it. Throws a StorageError if nothing can be written there, or if a newer version wrote it.
   */
  static async open(root: string, onProblem: (problem: StorageError) => void = () => {}): Promise<Library> {
    const files = new LibraryFiles(root)
    const path = join(root, 'library.db')
    let aside: string | undefined
    let db: Db
    try {
      await mkdir(root, { recursive: true, mode: 0o700 })
      // what lies below is nobody else's; one that was made before this was so
      await chmod(root, 0o700).catch(() => {})
      try {
        db = openDatabase(path)
      } catch (error) {
        if (!isDamage(error) || !existsSync(path)) throw error
        aside = moveAside(path)
        db = openDatabase(path)
      }
      // only now that nobody else can have it open
      await files.prepare()
    } catch (error) {
      throw asStorageError(error, 'SparseLens cannot start')
    }
    const library = new Library(db, files, onProblem)
    library.documents.removeUnusable()
    const found = await library.recover()
    await files.removeCachesBut(new Set(library.documents.list().map(({ id }) => id)))
    if (aside) onProblem(new StorageError('damaged', damageSentence(found, aside)))
    return library
  }

  /** Documents, recent first. */
  list(): DocumentEntry[] {
    const counts = this.answers.counts()
    return this.documents.list().map((row) => toEntry(row, counts.get(row.id) ?? 0))
  }

  get(document: string): DocumentEntry | undefined {
    const row = this.documents.get(document)
    return row && toEntry(row, this.answers.counts().get(document) ?? 0)
  }

  /** The id of the document with these bytes that was read so. */
  find(sha256: string, readAs?: ReadAs): string | undefined {
    return this.documents.find(sha256, readAs)?.id
  }

  /** The hash of a document's file, as it was when it was added. */
  sha256(document: string): string | undefined {
    return this.documents.get(document)?.sha256
  }

  /** What kind of file a document is. */
  kind(document: string): DocumentEntry['kind'] | undefined {
    return this.documents.get(document)?.kind
  }

  /** The stored file of a document. */
  source(document: string): string | undefined {
    const row = this.documents.get(document)
    return row && this.files.source(document, row.source)
  }

  /** Takes in what was copied and read. Returns the document's id. */
  async add(incoming: Incoming, file: string, read: ReadDocument, now = Date.now()): Promise<string> {
    const id = randomUUID()
    const source = storedName(read.kind)
    const { sha256, bytes } = incoming
    try {
      await this.files.keep(incoming, id, source)
      this.documents.add({
        id,
        sha256,
        bytes,
        source,
        file,
        ...read,
        addedAt: now,
        openedAt: this.documents.opening(now),
      })
      return id
    } catch (error) {
      await this.files.remove(this.files.folder(id)).catch(() => {})
      throw asStorageError(error, `"${file}" wasn't added`)
    }
  }

  /** Notes that a document was opened; that this can't be written is no reason not to open it. */
  opened(document: string, now = Date.now()): void {
    try {
      this.documents.opened(document, now)
    } catch {
      // its place in the list stays
    }
  }

  async remove(document: string): Promise<void> {
    try {
      await this.files.remove(this.files.cache(document))
      await this.files.remove(this.files.folder(document))
      this.documents.remove(document)
    } catch (error) {
      throw asStorageError(error, "the document wasn't removed")
    }
  }

  async removeAnswer({ id, document }: AnswerRecord): Promise<void> {
    try {
      await this.files.remove(this.files.answer(document, id))
      this.answers.remove(id)
    } catch (error) {
      throw asStorageError(error, "the answer wasn't removed")
    }
  }

  /** The folder that the engine writes an answer's tokens and traces into. */
  async answerFolder(document: string, answer: string): Promise<string> {
    const folder = this.files.answer(document, answer)
    try {
      await mkdir(folder, { recursive: true })
      return folder
    } catch (error) {
      throw asStorageError(error, 'nothing can be answered')
    }
  }

  /**
   * Saves an answer that ended, with a copy in its folder from which it can be recovered. One that ended early gets the
   * result that the engine had written down; returns it with that.
   */
  async finish(ended: AnswerRecord): Promise<AnswerRecord> {
    this.answers.save(ended)
    const { files } = this
    const { document, id } = ended
    const record = await this.withDraft(ended)
    if (record !== ended) this.answers.save(record)
    try {
      await mkdir(files.answer(document, id), { recursive: true })
      const copy = JSON.stringify(record)
      await writeWhole(files.answerCopy(document, id), (path) => writeFile(path, copy))
      await rm(files.draft(document, id), { force: true })
    } catch {
      // the table has it; if it hasn't either, that was told
    }
    return record
  }

  private async withDraft(record: AnswerRecord): Promise<AnswerRecord> {
    if (record.result || record.text === '') return record
    const result = await readDraft(this.files.draft(record.document, record.id))
    return result ? { ...record, result } : record
  }

  close(): void {
    closeDatabase(this.db)
  }

  /** Adds documents whose folders are there but whose rows aren't. Returns how many. */
  private async recover(): Promise<number> {
    const known = new Set(this.documents.list().map(({ id }) => id))
    const missing = (await this.files.all()).filter((id) => !known.has(id))
    let found = 0
    for (const id of missing) {
      const row = await recoverDocument(this.files, id)
      if (!row || this.documents.find(row.sha256, row.readAs)) continue
      try {
        this.documents.add(row)
      } catch {
        continue // the next start tries again
      }
      for (const answer of await recoverAnswers(this.files, id)) this.answers.save(answer)
      found++
    }
    return found
  }
}

const toEntry = ({ sha256: _, source: __, ...row }: DocumentRow, answers: number): DocumentEntry => ({
  ...row,
  answers,
})

/** Errors of SQLite that mean damage: SQLITE_ERROR is a table that isn't there, a short read a file that was cut. */
const DAMAGE = /^(?:damaged|SQLITE_(?:ERROR|NOTADB|CORRUPT.*|IOERR_SHORT_READ))$/

/** Whether a new database instead of this one would help. */
const isDamage = (error: unknown): boolean => DAMAGE.test(String((error as { code?: unknown }).code))

function damageSentence(found: number, aside: string): string {
  const documents = found === 1 ? '1 document was' : `${found} documents were`
  return `The library's index was damaged: ${documents} found again with their finished answers, settings are as at first; the damaged file is kept as "${aside}".`
}
