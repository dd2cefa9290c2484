import { cutIntoParts, type TokenRange } from '../documents/sections'
import type { OpenModel } from '../engine/model'
import { withCancel } from '../engine/native'
import { type Alignment, align } from '../shared/document/alignment'
import type { SourceDocument } from '../shared/document/types'
import type { AnswerRequest, DocumentInfo } from '../shared/ipc/answer_data'
import { explained } from './answer'
import { planContext } from './context_plan'
import { documentInfo } from './document_info'
import type { KvStore } from './kv_store'
import { orCancelled } from './merge'
import { PartReader, type Readable, readablePart } from './part_reader'
import { PrefillClock } from './prefill_clock'
import { type Reading, resultOf } from './result'
import { evidenceLayers } from './retrieval_layers'
import { type GeneratedAnswer, generateAnswer } from './telling'
import type { RequestOptions, RequestResult } from './types'

export interface SessionOptions {
  /** Positions of the KV cache, if the user wants another size than fits the document. */
  contextLength?: number
  threads?: number
  onGpu?: boolean
  /** Where the KV cache is kept when the document isn't open. */
  store?: KvStore
}

/**
 * One document, open with one model: read once, asked any number of times. A document that doesn't fit the context is
 * read in parts that together cover all of it; every request is asked of every part while that part is in the cache.
 */
export class ReadingSession {
  /** The document as results describe it once all of it was read. */
  readonly info: DocumentInfo

  private constructor(
    readonly model: OpenModel,
    readonly document: Alignment,
    readonly parts: readonly TokenRange[],
    private readonly texts: readonly Readable[],
    private readonly reader: PartReader,
    private readonly partTokens: number,
  ) {
    this.info = documentInfo(document, parts)
  }

  /** Throws EngineError. */
  static async open(model: OpenModel, source: SourceDocument, options: SessionOptions = {}): Promise<ReadingSession> {
    const tokens = await withCancel(undefined, () => model.native.tokenize(source.text, false))
    const document = align(source, tokens)
    const plan = planContext(model, tokens.ids.length, options.contextLength)
    const parts = cutIntoParts(document, plan.partTokens)
    const texts = parts.map((part) => readablePart(document, part))
    const reader = await PartReader.open(model, plan.length, options)
    return new ReadingSession(model, document, parts, texts, reader, plan.partTokens)
  }

  /**
   * Answers all requests, reading the document once. Throws EngineError; after 'cancelled' the session goes on where it
   * was when it is asked again.
   */
  run(requests: readonly AnswerRequest[], options: RequestOptions = {}): Promise<RequestResult[]> {
    return this.model.hash.pausedWhile(() => this.answerAll(requests, options))
  }

  private async answerAll(requests: readonly AnswerRequest[], options: RequestOptions): Promise<RequestResult[]> {
    const answers: GeneratedAnswer[][] = requests.map(() => [])
    const readings: Reading[] = []
    const clock = new PrefillClock(this.document, this.parts, options.onProgress)
    let cancelled = false
    for (const part of this.parts.keys()) {
      const isKept = { ...options, keepCancelled: options.keepCancelled && part > 0 }
      const reading = await orCancelled(isKept, this.readPart(part, clock, options))
      if (reading) readings.push(reading)
      for (const [i, request] of requests.entries()) {
        const told = reading && (await orCancelled(isKept, this.answerPart(request, part, options)))
        if (told) answers[i]!.push(told)
        if (!told || told.answer.stopped === 'cancelled') cancelled = true
      }
      if (cancelled) break
    }
    const results: RequestResult[] = []
    for (const [i, request] of requests.entries()) {
      // the first request pays for the reading
      results.push(
        await resultOf(this.context(options, cancelled, readings), request, answers[i]!, i === 0 ? readings : []),
      )
    }
    return results
  }

  /** Brings the model to the end of a text, one of the parts or another, for something else than a request. */
  readFor<T>(text: number | Readable, options: RequestOptions, work: (reader: PartReader) => Promise<T>): Promise<T> {
    return this.model.hash.pausedWhile(async () => {
      const clock = new PrefillClock(this.document, this.parts, options.onProgress)
      if (typeof text === 'number') await this.readPart(text, clock, options)
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
  close(options?: { keep: boolean }): Promise<void> {
    return this.reader.close(options)
  }

  private async readPart(part: number, clock: PrefillClock, options: RequestOptions): Promise<Reading> {
    const started = performance.now()
    const { signal, onProgress } = options
    const onRestore = () => onProgress?.({ stage: 'restore' })
    const tokens = await this.reader.read(this.texts[part]!, (done) => clock.report(part, done), signal, onRestore)
    return { tokens, seconds: (performance.now() - started) / 1000 }
  }

  private async answerPart(request: AnswerRequest, part: number, options: RequestOptions): Promise<GeneratedAnswer> {
    await this.reader.read(this.texts[part]!, undefined, options.signal) // trims the answer before
    const { reader, retrievalLayers } = this
    const pages = this.info.parts[part]!
    return generateAnswer(reader, request, options, {
      index: part,
      kind: 'part',
      title: `pages ${pages.firstPage}-${pages.lastPage}`,
      part: pages,
      count: { part, parts: this.parts.length, merging: false },
      explain: (unit, trace) => explained(unit, { trace, sentences: reader.sentences, retrievalLayers }),
    })
  }

  private get retrievalLayers(): Int32Array {
    return evidenceLayers(this.model.info)
  }

  private context(options: RequestOptions, cancelled: boolean, readings: readonly Reading[]) {
    const { model, reader, retrievalLayers, partTokens } = this
    const info = this.infoOf(readings.length)
    return { model, reader, info, retrievalLayers, partTokens, options, cancelled }
  }
}
