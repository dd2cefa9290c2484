import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { toDocumentError } from '../documents/file_error'
import { isAnalysis } from '../export/saved/detect'
import type { AnswerRecord } from '../library/answers'
import { type Incoming, LibraryFiles } from '../library/files'
import { asStorageError } from '../library/storage_error'
import type { Library } from '../library/store'
import { isRecorded } from '../remote/recorded'
import { DocumentError, type ReadAs, type ScanOptions } from '../shared/document/types'
import type { EngineEvents, EventData } from '../shared/ipc/calls'
import type { Import } from '../shared/ipc/document_data'
import { CallFailure, failureOf } from '../shared/ipc/failure'
import { fillsMemory } from '../shared/ipc/processes'
import { type Found, filesToImport } from './import_paths'
import { addAnswer, takeInAnalysis } from './into_library'
import { Queue } from './queue'
import type { Readers } from './readers'

interface ImportJob {
  shown: Import
  path: string
  /** Of a file that lies in the library already and is read again. */
  readAs?: ReadAs
  /** The copy, once it was made. */
  incoming?: Incoming
  password?: string
  stop: AbortController
  /** Readings that ended with the engine's end. */
  lost: number
}

const USUAL = 0
const LAST = -1

/** How a file of the library is read again; `file`: the document's name. */
type Again = Pick<Import, 'file'> & Pick<ImportJob, 'readAs' | 'password'>

export interface ImportsOptions {
  library: Library
  readers: Pick<Readers, 'use' | 'cancel'>
  /** How text in pictures is usually recognized. */
  scans?(): ScanOptions
  /** What `unfinished` tells changed. */
  onWaiting?(): void
  onChange(shown: Import): void
  /** A document is there: a new one, or the one that was there already. */
  onDone(document: string, isNew: boolean): void
  /** An answer came with a saved analysis. */
  onAnswer(answer: AnswerRecord): void
}

/** Files on their way into the library, one at a time: copied, read by the engine, taken in. */
export class Imports {
  private readonly jobs = new Map<string, ImportJob>()
  private readonly queue = new Queue<ImportJob>((job) => this.work(job))
  /** Of documents that were read with one; in memory only. */
  private readonly passwords = new Map<string, string>()

  constructor(private readonly options: ImportsOptions) {}

  list(): Import[] {
    return [...this.jobs.values()].map(({ shown }) => shown)
  }

  /** Files that are not in yet. One that was to be read again is there as it was. */
  unfinished(): string[] {
    return [...this.jobs.values()]
      .filter(({ shown, readAs }) => isAtWork(shown.state) && !readAs)
      .map(({ path }) => path)
  }

  passwordOf(document: string): string | undefined {
    return this.passwords.get(document)
  }

  /** Files, and folders that hold some. Returns the imports' ids. With `show` the page shows the first one. */
  async add(paths: readonly string[], { show = false } = {}): Promise<string[]> {
    if (!this.list().some(({ state }) => isAtWork(state))) this.forgetDone()
    const all: { path: string; found: Found }[] = []
    for (const path of paths) all.push({ path, found: await filesToImport(path) })
    // all at once, so that what comes last waits for the others
    const ids: string[] = []
    for (const { path, found } of all) {
      for (const file of found.files) ids.push(this.begin(file, show && ids.length === 0))
      if (found.problem) ids.push(this.refuse(path, found.problem))
    }
    return ids
  }

  /** Reads a document's stored file again, otherwise than before. Returns the import's id; the page shows what comes of it. */
  reread(document: string, readAs: ReadAs): string {
    const { library } = this.options
    const { file, kind } = library.get(document) ?? {}
    const path = library.source(document)
    if (!file || !path) throw new CallFailure('not-found', 'This document is not in the library any more.')
    if (kind === 'collection') throw new CallFailure('bad-request', 'Read its documents otherwise, one by one.')
    return this.begin(path, true, { file, readAs, password: this.passwords.get(document) })
  }

  /** Tries an encrypted file again; without a password the user gave up. */
  async retry(id: string, password: string | undefined): Promise<void> {
    const job = this.jobs.get(id)
    if (!job || (job.shown.state !== 'needs-password' && job.shown.state !== 'wrong-password')) return
    if (!password) return this.dismiss(id)
    job.password = password
    this.show(job, { state: 'waiting', problem: undefined })
    this.queue.add(job, 1)
  }

  /** Takes an import off the list; one at work is stopped. */
  async dismiss(id: string): Promise<void> {
    const job = this.jobs.get(id)
    if (!job) return
    this.jobs.delete(id)
    this.options.onWaiting?.()
    job.stop.abort()
    if (this.queue.running === job) {
      await this.options.readers.cancel(id)
      return // work() clears up
    }
    this.queue.remove(job)
    if (job.incoming) await this.options.library.files.forget(job.incoming)
  }

  progressed({ job: id, ...progress }: EventData<EngineEvents, 'document.progress'>): void {
    const job = this.jobs.get(id)
    if (job?.shown.state === 'reading') this.show(job, { recognizing: undefined, ...progress })
  }

  /** Stops what is at work and begins nothing new. */
  async close(): Promise<void> {
    this.queue.pause()
    if (this.queue.running) await this.dismiss(this.queue.running.shown.id)
    await this.queue.current()
  }

  private begin(path: string, show: boolean, again: Again = { file: basename(path) }): string {
    const id = randomUUID()
    const { file, ...how } = again
    const shown: Import = { id, file, state: 'waiting', pagesDone: 0, pages: 0, ...(show && { show }) }
    const job: ImportJob = { shown, path, ...how, stop: new AbortController(), lost: 0 }
    this.jobs.set(id, job)
    this.show(job, { state: 'waiting' })
    // it may be an answer about a document that comes with it
    this.queue.add(job, /\.json$/i.test(file) ? LAST : USUAL)
    return id
  }

  private refuse(path: string, problem: string): string {
    const id = randomUUID()
    const shown: Import = { id, file: basename(path), state: 'failed', pagesDone: 0, pages: 0, problem }
    const job: ImportJob = { shown, path, stop: new AbortController(), lost: 0 }
    this.jobs.set(id, job)
    this.show(job, {})
    return id
  }

  private async work(job: ImportJob): Promise<void> {
    this.show(job, { state: 'reading' })
    try {
      const document = await this.takeIn(job)
      if (job.password !== undefined) this.passwords.set(document.id, job.password)
      this.show(job, { state: 'done', document: document.id })
      this.options.onDone(document.id, document.isNew)
    } catch (error) {
      await this.failed(job, error)
    }
  }

  private async takeIn(job: ImportJob): Promise<{ id: string; isNew: boolean }> {
    const { library, readers } = this.options
    job.incoming ??= await this.copy(job)
    if (await isAnalysis(job.incoming.path, job.shown.file)) return this.takeInSaved(job, job.incoming)
    if (await isRecorded(job.incoming.path, job.shown.file)) return this.takeInRecorded(job, job.incoming)
    const known = library.find(job.incoming.sha256, job.readAs)
    if (known) {
      await library.files.forget(job.incoming)
      return { id: known, isNew: false }
    }
    const { readAs, password } = job
    const { folder, path, document: into } = job.incoming
    await rm(into, { force: true }) // of a reading that the engine did not survive
    const order = { job: job.shown.id, path, into, password, readAs, scans: this.options.scans?.() }
    const read = await readers.use({ writable: [folder] }, (ask) => ask('document.read', order), job.stop.signal)
    job.stop.signal.throwIfAborted()
    const { pages } = read
    this.show(job, { pagesDone: pages, pages, recognizing: undefined })
    return { id: await library.add(job.incoming, job.shown.file, read), isNew: true }
  }

  /** A document with answers that somebody saved: it needs no reading. */
  private async takeInSaved(job: ImportJob, incoming: Incoming): Promise<{ id: string; isNew: boolean }> {
    const { library, readers, onAnswer } = this.options
    const { folder, path } = incoming
    const into = join(folder, 'analysis')
    await rm(into, { recursive: true, force: true }) // of an unpacking that the engine did not survive
    const order = { job: job.shown.id, path, into }
    const saved = await readers.use({ writable: [folder] }, (ask) => ask('analysis.read', order), job.stop.signal)
    job.stop.signal.throwIfAborted()
    const { id, isNew, answers } = await takeInAnalysis(library, saved, into, (text) =>
      readers.use({ readable: [text] }, (ask) => ask('analysis.textHash', { path: text })),
    )
    await library.files.forget(incoming)
    for (const answer of answers) onAnswer(answer)
    return { id, isNew }
  }

  /** An answer that a server gave elsewhere, about a document that is here. */
  private async takeInRecorded(job: ImportJob, incoming: Incoming): Promise<{ id: string; isNew: boolean }> {
    const { library } = this.options
    const answer = idFrom(incoming.sha256)
    const { document } = library.answers.get(answer) ?? (await this.addRecorded(job, incoming, answer))
    await library.files.forget(incoming)
    return { id: document, isNew: false }
  }

  private async addRecorded(job: ImportJob, { folder, path }: Incoming, answer: string): Promise<AnswerRecord> {
    const { library, readers, onAnswer } = this.options
    const into = join(folder, 'answer')
    await rm(into, { recursive: true, force: true }) // of a reading that the engine did not survive
    const documents = library.list().map(({ id }) => ({ document: id, text: library.files.text(id) }))
    const order = { job: job.shown.id, path, into, answer, documents }
    // which of them it is about is told by their texts
    const rooms = { readable: [library.files.documents], writable: [folder] }
    const record = await readers.use(rooms, (ask) => ask('analysis.import', order), job.stop.signal)
    job.stop.signal.throwIfAborted()
    const added = await addAnswer(library, record, new LibraryFiles(into).answer(record.document, answer))
    onAnswer(added)
    return added
  }

  private async copy({ path, shown: { file }, stop }: ImportJob): Promise<Incoming> {
    try {
      return await this.options.library.files.copyIn(path, stop.signal, file)
    } catch (error) {
      const storage = asStorageError(error, `"${file}" wasn't added`)
      if (storage.code === 'disk-full') throw storage
      throw stop.signal.aborted ? new DocumentError('cancelled', 'Stopped.') : toDocumentError(error, path, file)
    }
  }

  private async failed(job: ImportJob, error: unknown): Promise<void> {
    const { code, message } = failureOf(error)
    const dismissed = !this.jobs.has(job.shown.id)
    if (!dismissed && code === 'encrypted') return this.show(job, { state: 'needs-password' })
    if (!dismissed && code === 'wrong-password') return this.show(job, { state: 'wrong-password', problem: message })
    if (!dismissed && code === 'engine-ended' && job.lost++ === 0) {
      // it may well have been something else that ended the engine
      this.show(job, { state: 'waiting', pagesDone: 0 })
      return this.queue.add(job, 1)
    }
    if (job.incoming) await this.options.library.files.forget(job.incoming)
    job.incoming = undefined
    const problem = ENDINGS[code]?.(job.shown.file) ?? message
    if (!dismissed) this.show(job, { state: 'failed', problem })
  }

  private show(job: ImportJob, change: Partial<Import>): void {
    job.shown = { ...job.shown, ...change }
    if (change.state) this.options.onWaiting?.()
    if (this.jobs.has(job.shown.id)) this.options.onChange(job.shown)
  }

  private forgetDone(): void {
    for (const [id, { shown }] of this.jobs) if (shown.state === 'done') this.jobs.delete(id)
  }
}

/** The same for the same file, so that it is taken in once. */
const idFrom = (sha256: string): string =>
  [
    sha256.slice(0, 8),
    sha256.slice(8, 12),
    `8${sha256.slice(13, 16)}`,
    `a${sha256.slice(17, 20)}`,
    sha256.slice(20, 32),
  ].join('-')

/** Of a reading that ended its process. */
const ENDINGS: Record<string, (file: string) => string> = {
  'engine-ended': (file) =>
    `"${file}" can't be read: twice the engine ended over it. It may be damaged; get a new copy of it.`,
  'out-of-memory': fillsMemory,
}

const isAtWork = (state: Import['state']) => state === 'waiting' || state === 'reading'
