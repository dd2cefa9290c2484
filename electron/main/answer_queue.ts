import { randomUUID } from 'node:crypto'
import type { AnswerRecord } from '../library/answers'
import type { Library } from '../library/store'
import type { AnswerEntry, AnswerRequest, Review } from '../shared/ipc/answer_data'
import type { Ask, EngineCalls, EngineEvents, EventData } from '../shared/ipc/calls'
import { CallFailure, failureOf } from '../shared/ipc/failure'
import { withReview } from '../shared/reviews'
import type { AppSettings } from './app_settings'
import type { Endpoints } from './endpoints'
import type { TellPage } from './events'
import { LiveAnswer } from './live_answer'
import { Queue } from './queue'
import { readingPlace } from './reading_place'

export interface AnswerQueueOptions {
  library: Library
  settings: AppSettings
  endpoints: Pick<Endpoints, 'choice'>
  engine: { ask: Ask<EngineCalls>; isRunning: boolean; kill(why: string): void }
  tell: TellPage
  /** A document got an answer more or less. */
  onCount(): void
}

/** Questions that people ask go before summaries that nobody asked for by name. */
const ASKED = 1
const AUTOMATIC = 0

/** Something else that needs the model, in turn with the answers. Its `work` doesn't reject. */
export interface QueuedJob {
  id: string
  work(): Promise<void>
}

/** An engine that doesn't stop when it is told to is ended. */
const STOP_MS = 10_000

const CLOSED = 'SparseLens was closed while this was being written; what there was is kept.'
const ENDED = 'SparseLens ended while this was being written; what there was is kept.'
const UNSTOPPABLE = 'The engine did not stop and was ended; what had been written is kept.'
const UNSTOPPABLE_JOB = 'The engine did not stop at once and was ended; it starts anew with the next request.'

/** Requests and their answers: one at work, the others in a queue, all of them in the library at any time. */
export class AnswerQueue {
  private readonly queue = new Queue<LiveAnswer | QueuedJob>((item) =>
    item instanceof LiveAnswer ? this.work(item) : item.work(),
  )
  private readonly live = new Map<string, LiveAnswer>()
  private closing = false

  constructor(private readonly options: AnswerQueueOptions) {}

  /** After the app started: what was being written when it ended stays as it is; what was waiting waits again. */
  resume(): void {
    for (const record of this.options.library.answers.unfinished()) {
      if (record.state === 'queued') this.enqueue({ ...record, automatic: true })
      else this.finish({ ...record, state: 'interrupted', problem: ENDED })
    }
  }

  /** Does a job when its turn comes. */
  enqueueJob(job: QueuedJob): void {
    this.queue.add(job, ASKED)
  }

  /** Stops a job: one that waits never begins (true), one at work is told to stop. */
  async cancelJob(job: QueuedJob): Promise<boolean> {
    if (this.queue.remove(job)) return true
    if (this.queue.running === job) await this.stop(job.id, STOP_MS, 'job')
    return false
  }

  list(document: string): AnswerEntry[] {
    return this.records(document).map(toEntry)
  }

  records(document: string): AnswerRecord[] {
    return this.options.library.answers.list(document).map((saved) => this.live.get(saved.id)?.record ?? saved)
  }

  /** Those that wait or are at work, about any document. */
  unfinished(): AnswerEntry[] {
    return [...this.live.values()].map(({ record }) => toEntry(record))
  }

  /** Throws a CallFailure if there is no such answer. */
  get(id: string): AnswerRecord {
    const record = this.live.get(id)?.record ?? this.options.library.answers.get(id)
    if (!record) throw new CallFailure('not-found', 'This answer is not in the library any more.')
    return record
  }

  submit(document: string, request: AnswerRequest, options: { seed?: number; automatic?: boolean } = {}): string {
    if (!this.options.library.get(document)) {
      throw new CallFailure('not-found', 'This document is not in the library any more.')
    }
    // they keep their order, also two in the same millisecond, and after the clock was set back
    const createdAt = Math.max(Date.now(), this.options.library.answers.lastCreated() + 1)
    const record: AnswerRecord = {
      id: randomUUID(),
      document,
      request,
      state: 'queued',
      createdAt,
      text: '',
      sentences: [],
      seed: options.seed,
      ...(options.automatic && { automatic: true }),
    }
    this.options.library.answers.save(record)
    this.enqueue(record)
    this.changed(record)
    this.options.onCount()
    return record.id
  }

  /** Resolves once it is stopped. */
  async cancel(id: string): Promise<void> {
    const live = this.live.get(id)
    if (!live) return
    if (this.queue.remove(live)) {
      this.live.delete(id)
      return this.finish(live.endedAs('cancelled'))
    }
    await this.stop(id, STOP_MS)
  }

  async remove(id: string): Promise<void> {
    await this.cancel(id)
    const record = this.get(id)
    const { library } = this.options
    await this.release(library.files.answer(record.document, id))
    await library.removeAnswer(record)
    this.options.tell('answer.removed', { answer: id, document: record.document })
    this.options.onCount()
  }

  /** What the reader says of a sentence takes the place of what they said of it before. */
  async review(id: string, review: Omit<Review, 'at'>): Promise<void> {
    const record = this.get(id)
    const isThere = review.sentence < record.sentences.length
    if (this.live.has(id) || !isThere) throw new CallFailure('not-found', 'This sentence is not written yet.')
    await this.finish({ ...record, reviews: withReview(record.reviews, { ...review, at: Date.now() }) })
  }

  /** Before a document is removed: stops what is asked about it, and lets go of its files and of what was read. */
  async leave(document: string): Promise<void> {
    const about = [...this.live.values()].filter(({ record }) => record.document === document)
    // those that wait first, or one of them would begin
    const waiting = about.filter((live) => this.queue.running !== live)
    for (const { record } of waiting) await this.cancel(record.id)
    for (const { record } of about) await this.cancel(record.id)
    const folder = this.options.library.files.folder(document)
    await this.release(folder)
    if (this.options.engine.isRunning) await this.options.engine.ask('session.forget', { folder }).catch(() => {})
  }

  progressed({ answer, progress }: EventData<EngineEvents, 'answer.progress'>): void {
    const live = this.live.get(answer)
    if (!live) return
    const { document } = live.record
    const isNew = live.take(progress)
    if (!isNew && !live.isWorthTelling(progress)) return
    // before the whole answer, which has this token already
    this.options.tell('answer.progress', { answer, document, progress })
    if (isNew) this.changed(live.record)
  }

  wroteSentence({ answer, generation, sentence }: EventData<EngineEvents, 'answer.sentence'>): void {
    const live = this.live.get(answer)
    if (!live?.addSentence(generation, sentence)) return
    this.options.tell('answer.sentence', { answer, document: live.record.document, sentence })
    this.changed(live.record)
  }

  /** What tells the model's files apart was found out after the answer was given. */
  hashed({ answer, ...hash }: EventData<EngineEvents, 'answer.hashed'>): void {
    const record = this.options.library.answers.get(answer)
    if (!record?.result) return
    const { result } = record
    void this.finish({ ...record, result: { ...result, model: { ...result.model, ...hash } } })
  }

  /** Stops what is at work, within about `limitMs`, and keeps it; what waits goes on waiting until the next start. */
  async close(limitMs: number): Promise<void> {
    this.closing = true
    this.queue.pause()
    const { running } = this.queue
    if (!running) return
    if (!(running instanceof LiveAnswer)) return this.stop(running.id, limitMs, 'job')
    await this.stop(running.record.id, limitMs)
    // whatever the engine still does, this is how it stands
    if (this.live.has(running.record.id)) await this.finish(running.closed(CLOSED))
  }

  private enqueue(record: AnswerRecord): void {
    const live = new LiveAnswer(record, (changed) => this.options.library.answers.save(changed))
    this.live.set(record.id, live)
    this.queue.add(live, record.automatic ? AUTOMATIC : ASKED)
  }

  private async work(live: LiveAnswer): Promise<void> {
    const { id, document, automatic } = live.record
    // a summary that nobody asked for by name stays here
    const endpoint = automatic ? undefined : this.options.endpoints.choice()
    let ended: AnswerRecord
    try {
      live.take({ stage: 'load', done: 0 })
      this.changed(live.record)
      ended = live.ended(await this.run(live.record, endpoint))
      if (this.closing && ended.state === 'cancelled') ended = live.closed(CLOSED)
    } catch (error) {
      ended = this.failed(live, error)
    }
    this.live.delete(id)
    if (this.options.library.get(document)) await this.finish(ended)
  }

  private async run({ id, document, request, seed }: AnswerRecord, endpoint: ReturnType<Endpoints['choice']>) {
    const { library, engine } = this.options
    const answerFolder = await library.answerFolder(document, id)
    const place = readingPlace(this.options, document)
    return engine.ask('answer.run', { job: id, ...place, answerFolder, request, seed, ...(endpoint && { endpoint }) })
  }

  private failed(live: LiveAnswer, error: unknown): AnswerRecord {
    const { code, message } = failureOf(error)
    if (this.closing) return live.closed(CLOSED)
    if (code === 'cancelled') return live.endedAs('cancelled')
    return live.endedAs(code === 'engine-ended' ? 'interrupted' : 'failed', message)
  }

  private async finish(record: AnswerRecord): Promise<void> {
    this.live.delete(record.id)
    this.changed(await this.options.library.finish(record))
  }

  private async stop(id: string, limitMs: number, what: 'answer' | 'job' = 'answer'): Promise<void> {
    const { engine } = this.options
    const timer = setTimeout(() => engine.kill(what === 'job' ? UNSTOPPABLE_JOB : UNSTOPPABLE), limitMs)
    try {
      if (engine.isRunning) await engine.ask('job.cancel', { job: id }).catch(() => {})
      await this.queue.current()
    } finally {
      clearTimeout(timer)
    }
  }

  private async release(folder: string): Promise<void> {
    if (this.options.engine.isRunning) await this.options.engine.ask('trace.release', { folder }).catch(() => {})
  }

  private changed(record: AnswerRecord): void {
    this.options.tell('answer.changed', toEntry(record))
  }
}

/** What crosses to the page. */
export function toEntry({ seed: _, ...entry }: AnswerRecord): AnswerEntry {
  return entry
}
