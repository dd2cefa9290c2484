import { pagesName } from '../shared/document/members'
import type { AnswerRequest, DocumentInfo, Passage } from '../shared/ipc/answer_data'
import { explained } from './answer'
import { type FirstLook, firstLook } from './first_look'
import type { PartReader, Readable } from './part_reader'
import type { PrefillClock } from './prefill_clock'
import { SUBJECT } from './prompts'
import type { Reading } from './result'
import { evidenceLayers } from './retrieval_layers'
import { type GeneratedAnswer, generateAnswer } from './telling'
import type { RequestOptions } from './types'

/** Asks the parts of a document, each at its end in the reader's KV cache. */
export class PartAsker {
  readonly retrievalLayers: Int32Array

  constructor(
    readonly reader: PartReader,
    private readonly texts: readonly Readable[],
    /** Of all parts. */
    private readonly info: DocumentInfo,
  ) {
    this.retrievalLayers = evidenceLayers(reader.model.info)
  }

  /** Brings the KV cache to the part's end. */
  async read(part: number, clock: PrefillClock, { signal, onProgress }: RequestOptions): Promise<Reading> {
    const started = performance.now()
    const onRestore = () => onProgress?.({ stage: 'restore' })
    const tokens = await this.reader.read(this.texts[part]!, (done) => clock.report(part, done), signal, onRestore)
    return { tokens, seconds: (performance.now() - started) / 1000 }
  }

  /** What the part says to a request; `before`: tokens of the conversation so far. */
  async answer(
    request: AnswerRequest,
    part: number,
    options: RequestOptions,
    before?: Int32Array,
  ): Promise<GeneratedAnswer> {
    await this.trim(part, options)
    const { reader, retrievalLayers } = this
    const { pages, title } = this.named(part)
    return generateAnswer(reader, request, options, {
      index: part,
      kind: 'part',
      title,
      part: pages,
      count: { part, parts: this.texts.length, merging: false },
      before,
      explain: (unit, trace) => explained(unit, { trace, sentences: reader.sentences, retrievalLayers }),
    })
  }

  /** Where the part's indexers look for a question; `before` as of `answer`. */
  async look(question: string, part: number, options: RequestOptions, before?: Int32Array): Promise<FirstLook> {
    await this.trim(part, options)
    options.onProgress?.({ stage: 'look', part, parts: this.texts.length })
    const { retrievalLayers } = this
    const { title, pages } = this.named(part)
    return firstLook(this.reader, question, { retrievalLayers, title, part: pages, before, signal: options.signal })
  }

  /** What the part's indexers find on what the document is about. */
  async subject(part: number, options: RequestOptions): Promise<Passage[]> {
    const { found, traced } = await this.look(SUBJECT, part, options)
    traced.trace.close()
    return found
  }

  /** Forgets what was asked before. */
  private async trim(part: number, { signal }: RequestOptions): Promise<void> {
    await this.reader.read(this.texts[part]!, undefined, signal)
  }

  private named(part: number) {
    const pages = this.info.parts[part]!
    return { pages, title: pagesName(this.info, pages.firstPage, pages.lastPage) }
  }
}
