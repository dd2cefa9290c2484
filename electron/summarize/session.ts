import { type Alignment, align } from '../documents/alignment'
import { cutIntoParts, type TokenRange } from '../documents/sections'
import type { SourceDocument } from '../documents/types'
import type { OpenModel } from '../engine/model'
import { withCancel } from '../engine/native'
import { explainedAnswer } from './answer'
import { planContext } from './context_plan'
import { documentInfo } from './document_info'
import { PartReader, type Readable, readablePart } from './part_reader'
import { PrefillClock } from './prefill_clock'
import { ask, type Request } from './requests'
import { type PartAnswer, type Reading, resultOf } from './result'
import { traceOf } from './traced_part'
import type { DocumentInfo, RequestOptions, RequestResult } from './types'

export type { Request } from './requests'

export interface SessionOptions {
  /** Positions of the KV cache, if the user wants another size than fits the document. */
  contextLength?: number
  threads?: number
  onGpu?: boolean
}

/**
 * One document, open with one model: read once, asked any number of times. A document that doesn't fit the context is
 * read in parts that together cover all of it; every request is asked of every part while that part is in the cache.
 */
export class ReadingSession {
  private constructor(
    readonly model: OpenModel,
    readonly document: Alignment,
    readonly parts: readonly TokenRange[],
    private readonly texts: readonly Readable[],
    private readonly reader: PartReader,
    private readonly partTokens: number,
  ) {}

  /** Throws EngineError. */
  static async open(model: OpenModel, source: SourceDocument, options: SessionOptions = {}): Promise<ReadingSession> {
    const tokens = await withCancel(undefined, () => model.native.tokenize(source.text, false))
    const document = align(source, tokens)
    const plan = planContext(model, tokens.ids.length, options.contextLength)
    const parts = cutIntoParts(document, plan.partTokens)
    const texts = parts.map((part) => readablePart(document, part))
    const reader = await PartReader.open(model, plan.length, options.threads, options.onGpu)
    return new ReadingSession(model, document, parts, texts, reader, plan.partTokens)
  }

  /** The document as results describe it once all of it was read. */
  get info(): DocumentInfo {
    return documentInfo(this.document, this.parts)
  }

  /**
   * Answers all requests, reading the document once. Throws EngineError; after 'cancelled' the session goes on where it
   * was when it is asked again.
   */
  async run(requests: readonly Request[], options: RequestOptions = {}): Promise<RequestResult[]> {
    const answers: PartAnswer[][] = requests.map(() => [])
    const readings: Reading[] = []
    const clock = new PrefillClock(this.document, this.parts, options.onProgress)
    for (const [part, text] of this.texts.entries()) {
      const started = performance.now()
      const tokens = await this.reader.read(text, (done) => clock.report(part, done), options.signal)
      readings.push({ tokens, seconds: (performance.now() - started) / 1000 })
      for (const [i, request] of requests.entries()) answers[i]!.push(await this.askPart(request, part, options))
    }
    const results: RequestResult[] = []
    for (const [i, request] of requests.entries()) {
      // the first request pays for the reading
      results.push(await resultOf(this.context(options), request, answers[i]!, i === 0 ? readings : []))
    }
    return results
  }

  close(): Promise<void> {
    return this.reader.close()
  }

  private async askPart(request: Request, part: number, options: RequestOptions): Promise<PartAnswer> {
    await this.reader.read(this.texts[part]!, undefined, options.signal) // trims the answer before
    const generated = await ask(this.reader, request, options, (token, tokens, tokensPerSecond) =>
      options.onProgress?.({ stage: 'answer', part, parts: this.parts.length, token, tokens, tokensPerSecond }),
    )
    const { firstPage, lastPage } = this.info.parts[part]!
    return {
      part,
      answer: explainedAnswer(generated, this.reader.sentences, this.retrievalLayers),
      traced: traceOf(`pages ${firstPage}-${lastPage}`, this.reader, generated, true),
      work: generated.work,
    }
  }

  /** All layers stand in for the retrieval layers of a model that was not calibrated yet. */
  private get retrievalLayers(): Int32Array {
    const { retrievalLayers, layers } = this.model.info
    return Int32Array.from(retrievalLayers.length ? retrievalLayers : Array.from({ length: layers }, (_, i) => i))
  }

  private context(options: RequestOptions) {
    const { model, reader, info, retrievalLayers, partTokens } = this
    return { model, reader, info, retrievalLayers, partTokens, options }
  }
}
