import type { TokenRange } from '../documents/sections'
import { checkMemory } from '../engine/memory'
import type { OpenModel } from '../engine/model'
import { type NativeContext, native, withCancel } from '../engine/native'
import { physicalCores } from '../engine/threads'
import type { Alignment } from '../shared/document/alignment'
import { unitText } from '../shared/document/passages'
import { type ReadTurn, segmentsOf, type TracedSentence } from './evidence'
import { KeptReading } from './kept_reading'
import type { KvStore } from './kv_store'
import { INSTRUCTION } from './prompts'
import { evidenceLayers } from './retrieval_layers'

/** A text that the model reads: token ids, and its sentences as positions from the text's start. */
export interface Readable {
  ids: Int32Array
  sentences: TracedSentence[]
  /** Earlier turns of the conversation that are read with it. */
  turns?: ReadTurn[]
  /** True for what will be read again and again: a store keeps it. */
  lasting?: boolean
}

/** Token ids of one text. */
export async function tokenIds(model: OpenModel, text: string, special: boolean): Promise<Int32Array> {
  return (await withCancel(undefined, () => model.native.tokenize(text, special))).ids
}

/** The part of a document as something to read. */
export function readablePart(document: Alignment, part: TokenRange): Readable {
  // a long document has thousands of parts: only the part's own sentences are looked at
  const [first, last] = [document.sentenceOfToken(part.from), document.sentenceOfToken(part.to - 1)]
  const sentences = document.sentences.slice(first, last + 1).map((sentence, i) => {
    const begin = Math.max(sentence.firstToken, part.from) - part.from
    const end = Math.min(sentence.endToken, part.to) - part.from
    return { begin, end, sentence: first + i, page: sentence.page, text: unitText(document, sentence) }
  })
  return { ids: document.tokens.ids.subarray(part.from, part.to), sentences, lasting: true }
}

/** Every how many prompt rows are read for the background: on a GPU, fetching all of them would slow reading down. */
const GPU_STRIDE = 8
/** Of a model without indexers: each row's attention is computed anew. */
const MASS_STRIDE = 8

export interface ReaderOptions {
  threads?: number
  onGpu?: boolean
  /** Where KV caches of lasting texts are kept, if they are. */
  store?: KvStore
  /** What comes before the text and after the question; the model's template with our instruction if undefined. */
  frame?: { opening: Int32Array; closing: Int32Array }
}

async function usualFrame(model: OpenModel) {
  const before = await tokenIds(model, model.frame.before, true)
  const instruction = await tokenIds(model, INSTRUCTION, false)
  return {
    opening: Int32Array.from([...before, ...instruction]),
    closing: await tokenIds(model, model.frame.after, true),
  }
}

/** Reads texts into one KV cache and keeps the last one there for any number of questions. */
export class PartReader {
  private inCache: Readable | undefined
  private constructor(
    readonly model: OpenModel,
    readonly context: NativeContext,
    private readonly opening: Int32Array,
    private readonly closing: Int32Array,
    private readonly stride: number,
    private readonly kept: KeptReading | undefined,
  ) {}

  static async open(model: OpenModel, length: number, options: ReaderOptions = {}): Promise<PartReader> {
    const { threads = physicalCores(), onGpu, store } = options
    checkMemory(model.file, length, undefined, model.keys)
    const { opening, closing } = options.frame ?? (await usualFrame(model))
    const isDense = model.file.unit === ''
    const massLayers = isDense ? evidenceLayers(model.info) : undefined
    const how = { length, threads, keys: model.keys, ...(massLayers && { massLayers }) }
    const context = await withCancel(undefined, () => native().Context.create(model.native, how))
    const stride = isDense ? MASS_STRIDE : onGpu ? GPU_STRIDE : 1
    const kept = store && new KeptReading(store, model, stride)
    return new PartReader(model, context, opening, closing, stride, kept)
  }

  /** Position of the first token of the text that was read. */
  get textStart(): number {
    return this.opening.length
  }

  /** Position after the last token of the text that was read. */
  get textEnd(): number {
    return this.textStart + (this.inCache?.ids.length ?? 0)
  }

  /** Sentences of the text in the cache, as positions of the context. */
  get sentences(): TracedSentence[] {
    return this.inCache ? this.placed(this.inCache).sentences : []
  }

  /** Earlier turns in that text, likewise. The trace's own sentences are these, then the text's. */
  get turns(): ReadTurn[] {
    return this.inCache ? this.placed(this.inCache).turns : []
  }

  /**
   * Brings the KV cache to the end of the text: trims what came after it, loads what was kept of it, or reads it, going
   * on where a cancelled reading of the same text ended. Returns how many tokens were evaluated. `onProgress` is told
   * the text's tokens in the cache, first before anything is evaluated.
   */
  async read(
    text: Readable,
    onProgress?: (done: number) => void,
    signal?: AbortSignal,
    onRestore?: () => void,
  ): Promise<number> {
    const { context, textStart } = this
    if (this.inCache !== text) await this.change(text, onRestore)
    const { ids } = this.placed(text)
    if (context.length() > ids.length) context.trim(ids.length)
    const start = context.length()
    if (start === ids.length) return 0
    const report = (done: number) => onProgress?.(Math.max(0, start + done - textStart))
    report(0)
    await withCancel(signal, (cancel) => context.evaluate(ids.subarray(start), 'document', report, cancel))
    return ids.length - start
  }

  /** Writes what is in the cache to the store, if it is a lasting text, whole, and not there yet. */
  async keep(): Promise<void> {
    const { context, inCache, kept } = this
    if (!kept || !inCache?.lasting) return
    const read = this.placed(inCache)
    if (context.length() < read.ids.length) return
    context.trim(read.ids.length)
    await kept.save(inCache, context, read)
  }

  /** Makes room for another text: with what was kept of it, or empty. */
  private async change(text: Readable, onRestore?: () => void): Promise<void> {
    const { context, kept, stride } = this
    await this.keep()
    this.inCache = undefined
    context.trim(0)
    const read = this.placed(text)
    const restored = text.lasting && (await kept?.restore(text, context, read, onRestore))
    if (!restored) context.beginDocument(segmentsOf([...read.turns, ...read.sentences]), stride)
    this.inCache = text
  }

  /** A text after the opening: all tokens up to its end, and its sentences as positions of the context. */
  private placed(text: Readable): { ids: Int32Array; sentences: TracedSentence[]; turns: ReadTurn[] } {
    const at = this.textStart
    const moved = <T extends { begin: number; end: number }>(one: T): T => ({
      ...one,
      begin: one.begin + at,
      end: one.end + at,
    })
    return {
      ids: Int32Array.from([...this.opening, ...text.ids]),
      sentences: text.sentences.map(moved),
      turns: (text.turns ?? []).map(moved),
    }
  }

  /** What comes after the text: a question's ids with the template's end, ready for `generate`. */
  async questionTokens(prompt: string): Promise<Int32Array> {
    return this.closed(await tokenIds(this.model, prompt, false))
  }

  /** The same of a question that is tokenized already. */
  closed(question: Int32Array): Int32Array {
    return Int32Array.from([...question, ...this.closing])
  }

  async close({ keep = true } = {}): Promise<void> {
    if (keep) await this.keep()
    await this.context.close()
  }
}
