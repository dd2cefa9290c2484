import type { TokenRange } from '../documents/sections'
import { takeComputed } from '../engine/computed'
import type { OpenModel } from '../engine/model'
import type { Alignment } from '../shared/document/alignment'
import type { Member, SourceDocument } from '../shared/document/types'
import type { AnswerRequest, DocumentInfo, Passage } from '../shared/ipc/answer_data'
import { excerptContext } from './context_plan'
import { followed, type Recalled, recall } from './conversation'
import { documentInfo } from './document_info'
import { bestFirst } from './excerpts'
import { DocumentFacts } from './facts/unfound'
import type { FirstLook } from './first_look'
import { keyPassages } from './key_passages'
import type { KvStore } from './kv_store'
import { orCancelled } from './merge'
import { PartAsker } from './part_asker'
import { PartReader, type Readable } from './part_reader'
import { PrefillClock } from './prefill_clock'
import { readingPlan } from './reading_plan'
import { type Reading, resultOf } from './result'
import type { GeneratedAnswer } from './telling'
import { isChosen, isTwoLooks, secondLook } from './two_looks'
import type { RequestOptions, RequestResult } from './types'
import { weighed } from './weighing'
import { asksOfTheWhole } from './whole_document'

export interface SessionOptions {
  /** Positions of the KV cache, if the user wants another size than fits the document. */
  contextLength?: number
  threads?: number
  onGpu?: boolean
  /** Where the KV cache is kept when the document isn't open. */
  store?: KvStore
  /** Of a collection: where that of one of its documents is kept, which is where it is kept of that document alone. */
  storeOf?: (member: Member) => KvStore | undefined
}

/** What the parts gave for one request. */
interface Work {
  /** The conversation before it. */
  recalled: Recalled
  answers: GeneratedAnswer[]
  looks: FirstLook[]
  /** Of what asks for the whole document: what may be key passages. */
  telling: Passage[]
}

/**
 * One document, or a collection, open with one model: read once, asked any number of times. A document that doesn't fit the context is
 * read in parts that together cover all of it; every request is asked of every part while that part is in the cache.
 */
export class ReadingSession {
  /** The document as results describe it once all of it was read. */
  readonly info: DocumentInfo
  /** Of second looks: the document stays in the KV cache of the other. */
  private excerptReader: PartReader | undefined
  private knownFacts: DocumentFacts | undefined
  private readonly asker: PartAsker

  private constructor(
    readonly model: OpenModel,
    readonly document: Alignment,
    readonly parts: readonly TokenRange[],
    texts: readonly Readable[],
    private readonly reader: PartReader,
    private readonly partTokens: number,
    private readonly options: SessionOptions,
  ) {
    this.info = documentInfo(document, parts)
    this.asker = new PartAsker(reader, texts, this.info)
  }

  /** Throws EngineError. */
  static async open(model: OpenModel, source: SourceDocument, options: SessionOptions = {}): Promise<ReadingSession> {
    const { document, parts, texts, length, partTokens } = await readingPlan(model, source, options)
    const reader = await PartReader.open(model, length, options)
    return new ReadingSession(model, document, parts, texts, reader, partTokens, options)
  }

  /**
   * Answers all requests, reading the document once. Throws EngineError; after 'cancelled' the session goes on where it
   * was when it is asked again.
   */
  run(requests: readonly AnswerRequest[], options: RequestOptions = {}): Promise<RequestResult[]> {
    const { facts } = this
    return this.model.hash.pausedWhile(async () => {
      takeComputed(this.model.native) // of what was done before
      const results = await this.answerAll(requests, { facts, ...options })
      const computed = takeComputed(this.model.native)
      return results.map((result) => ({ ...result, computed }))
    })
  }

  /** What the document says of numbers, dates and names. */
  get facts(): DocumentFacts {
    this.knownFacts ??= new DocumentFacts(this.document.document.text)
    return this.knownFacts
  }

  private async answerAll(requests: readonly AnswerRequest[], options: RequestOptions): Promise<RequestResult[]> {
    const works: Work[] = []
    await this.reader.think(thinks(requests))
    for (const request of requests) {
      const recalled = await recall(this.model, request.kind === 'question' ? request.history : undefined)
      works.push({ recalled, answers: [], looks: [], telling: [] })
    }
    const readings: Reading[] = []
    const clock = new PrefillClock(this.document, this.parts, options.onProgress)
    let cancelled = false
    // what people chose is read again, and nothing else
    const parts = requests.every(isChosen) ? [] : this.parts
    for (const part of parts.keys()) {
      // without its second look a question has no answer that could be kept
      const keepCancelled = options.keepCancelled && part > 0 && !requests.some(isTwoLooks)
      const isKept = { ...options, keepCancelled }
      const reading = await orCancelled(isKept, this.asker.read(part, clock, options))
      if (reading) readings.push(reading)
      for (const [i, request] of requests.entries()) {
        if (isChosen(request)) continue
        const { looks, recalled } = works[i]!
        if (isTwoLooks(request)) {
          const look = await this.asker.look(request.question, part, options, recalled.ids)
          looks.push(look)
          if (asksOfTheWhole(request.question)) works[i]!.telling.push(...look.found)
          continue
        }
        // before the summary, so that one that is stopped has key passages, too
        const telling = request.kind === 'summary' && reading && this.asker.subject(part, options)
        if (telling) works[i]!.telling.push(...((await orCancelled(isKept, telling)) ?? []))
        const told = reading && (await orCancelled(isKept, this.asker.answer(request, part, options, recalled.ids)))
        if (told) works[i]!.answers.push(told)
        if (!told || told.answer.stopped === 'cancelled') cancelled = true
      }
      if (cancelled) break
    }
    const results: RequestResult[] = []
    for (const [i, request] of requests.entries()) {
      // the first request pays for the reading
      results.push(
        await this.finished(
          request,
          { ...works[i]!, readings: i === 0 ? readings : [] },
          { read: readings.length, cancelled },
          options,
        ),
      )
    }
    return results
  }

  /** For each question the document's sentences, best first: what the indexers select for the question's words. */
  find(questions: readonly string[], options: RequestOptions = {}): Promise<Passage[][]> {
    return this.model.hash.pausedWhile(async () => {
      const clock = new PrefillClock(this.document, this.parts, options.onProgress)
      const found = questions.map((): Passage[] => [])
      for (const part of this.parts.keys()) {
        await this.asker.read(part, clock, options)
        for (const [i, question] of questions.entries()) {
          const look = await this.asker.look(question, part, options)
          look.traced.trace.close()
          found[i]!.push(...look.found)
        }
      }
      const ranked: Passage[][] = []
      for (const [i, question] of questions.entries()) {
        const best = bestFirst(found[i]!, this.document)
        const { passages } = await weighed(await this.readerOfExcerpts(), question, best, this.document, options)
        ranked.push(passages)
      }
      return ranked
    })
  }

  private async readerOfExcerpts(): Promise<PartReader> {
    const { threads, onGpu } = this.options
    this.excerptReader ??= await PartReader.open(this.model, excerptContext(this.model), { threads, onGpu })
    return this.excerptReader
  }

  /**
   * Brings the model to the end of a text, one of the parts or another, for something else than a request; `textStart`:
   * where it began in the context when an answer was given about it.
   */
  readFor<T>(
    text: number | Readable,
    options: RequestOptions & { textStart?: number },
    work: (reader: PartReader) => Promise<T>,
  ): Promise<T> {
    return this.model.hash.pausedWhile(async () => {
      if (options.textStart !== undefined) await this.reader.beginAt(options.textStart)
      const clock = new PrefillClock(this.document, this.parts, options.onProgress)
      if (typeof text === 'number') await this.asker.read(text, clock, options)
      else await this.reader.read(text, undefined, options.signal)
      return work(this.reader)
    })
  }

  /** The document as it is described once its first parts were read. */
  infoOf(parts: number): DocumentInfo {
    return documentInfo(this.document, this.parts.slice(0, parts))
  }

  /** Writes the KV cache to the store, if that wasn't done yet. */
  keep(): Promise<void> {
    return this.reader.keep()
  }

  /** Writes the KV cache to the store, too, unless it isn't to be kept. */
  async close(options?: { keep: boolean }): Promise<void> {
    await this.excerptReader?.close()
    await this.reader.close(options)
  }

  private async finished(
    request: AnswerRequest,
    { recalled, answers, looks, telling, readings }: Work & { readings: readonly Reading[] },
    { read, cancelled }: { read: number; cancelled: boolean },
    options: RequestOptions,
  ): Promise<RequestResult> {
    if (!isTwoLooks(request)) {
      const result = await resultOf(this.context(options, cancelled, read), request, answers, readings)
      if (request.kind === 'summary') return { ...result, keyPassages: keyPassages(telling, this.document) }
      const isFollowUp = recalled.turns.length + recalled.forgotten > 0
      return { ...result, ...(isFollowUp && followed(recalled)) }
    }
    const { model, document } = this
    const { retrievalLayers } = this.asker
    const reader = await this.readerOfExcerpts()
    await reader.think(request.think === true)
    const info = this.infoOf(looks.length)
    const context = { model, document, reader, retrievalLayers, info, options, recalled, telling }
    return secondLook(context, request, looks, readings)
  }

  private context(options: RequestOptions, cancelled: boolean, partsRead: number) {
    const { model, reader, partTokens } = this
    const { retrievalLayers } = this.asker
    const info = this.infoOf(partsRead)
    return { model, reader, info, retrievalLayers, partTokens, options, cancelled }
  }
}

/** Requests that are asked together think together. */
const thinks = (requests: readonly AnswerRequest[]) => requests.some(({ think }) => think)
