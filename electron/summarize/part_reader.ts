import type { TokenRange } from '../documents/sections'
import { type ChatFrame, mayThink, opensThinking } from '../engine/chat'
import { checkMemory } from '../engine/memory'
import type { OpenModel } from '../engine/model'
import { type NativeContext, native, withCancel } from '../engine/native'
import { physicalCores } from '../engine/threads'
import type { Alignment } from '../shared/document/alignment'
import { unitQuote } from '../shared/document/passages'
import { type ReadTurn, segmentsOf, type TracedSentence } from './evidence'
import { KeptReading } from './kept_reading'
import type { KvStore } from './kv_store'
import { INSTRUCTION } from './prompts'
import { evidenceLayers } from './retrieval_layers'
import type { ThinkingMode } from './thinking'

/** A text that the model reads: token ids, and its sentences as positions from the text's start. */
export interface Readable {
  ids: Int32Array
  sentences: TracedSentence[]
  /** Earlier turns of the conversation that are read with it. */
  turns?: ReadTurn[]
  /** True for what will be read again and again: a store keeps it. */
  lasting?: boolean
  /** Which one, if not the reader's. */
  store?: KvStore
}

/** Token ids of one text. */
export async function tokenIds(model: OpenModel, text: string, special: boolean): Promise<Int32Array> {
  return (await withCancel(undefined, () => model.native.tokenize(text, special))).ids
}

/**
 * log P of `tokens[from..]`, in nats, where the others stand between them and a text; and how many tokens were evaluated.
 * The text stays in the KV cache.
 */
export async function scoredAfter(
  reader: PartReader,
  text: Readable,
  tokens: Int32Array,
  from: number,
  signal: AbortSignal | undefined,
): Promise<{ logProbabilities: Float32Array; evaluated: number }> {
  const read = await reader.read(text, undefined, signal)
  const { logProbabilities } = await withCancel(signal, (cancel) =>
    reader.context.score(tokens, from, 'off', false, cancel),
  )
  return { logProbabilities, evaluated: read + tokens.length }
}

/** The part of a document as something to read. */
export function readablePart(document: Alignment, part: TokenRange): Readable {
  // a long document has thousands of parts: only the part's own sentences are looked at
  const [first, last] = [document.sentenceOfToken(part.from), document.sentenceOfToken(part.to - 1)]
  const sentences = document.sentences.slice(first, last + 1).map((sentence, i) => {
    const begin = Math.max(sentence.firstToken, part.from) - part.from
    const end = Math.min(sentence.endToken, part.to) - part.from
    return { begin, end, sentence: first + i, page: sentence.page, ...unitQuote(document, sentence) }
  })
  return { ids: document.tokens.ids.subarray(part.from, part.to), sentences, lasting: true }
}

/** Every how many prompt rows are read for the background: on a GPU, fetching all of them would slow reading down. */
const GPU_STRIDE = 8
/** Of a shorter context all of them: an eighth of a page's rows is too few to tell anything by. */
const STRIDED_FROM = 4096
/** Of a model without indexers: each row's attention is computed anew. */
const MASS_STRIDE = 8

export interface ReaderOptions {
  threads?: number
  onGpu?: boolean
  /** Where KV caches of lasting texts are kept, if they are. */
  store?: KvStore
  /** What comes before the text and after the question; the model's template with our instruction if undefined. */
  frame?: PromptFrame
}

/** What stands before a text and after a question. */
interface PromptFrame {
  opening: Int32Array
  closing: Int32Array
  /** The answer begins inside a thinking block. */
  opensThinking?: boolean
  /** KV caches of texts that were read after this opening. */
  kept?: KeptReading
}

async function promptFrame(model: OpenModel, frame: ChatFrame): Promise<PromptFrame> {
  const before = await tokenIds(model, frame.before, true)
  const instruction = await tokenIds(model, INSTRUCTION, false)
  return {
    opening: Int32Array.from([...before, ...instruction]),
    closing: await tokenIds(model, frame.after, true),
    opensThinking: opensThinking(frame),
  }
}

/** Reads texts into one KV cache and keeps the last one there for any number of questions. */
export class PartReader {
  private inCache: Readable | undefined
  /** The one that is asked in. */
  private frame: PromptFrame
  private constructor(
    readonly model: OpenModel,
    readonly context: NativeContext,
    private readonly frames: { plain: PromptFrame; thinking?: PromptFrame },
    private readonly stride: number,
  ) {
    this.frame = frames.plain
  }

  static async open(model: OpenModel, length: number, options: ReaderOptions = {}): Promise<PartReader> {
    const { threads = physicalCores(), onGpu, store } = options
    // other machines' memory was looked at when the model was opened
    if (!model.info.servers) checkMemory(model.file, length, undefined, model.keys)
    const { thinkingFrame } = model
    const plain = options.frame ?? (await promptFrame(model, model.frame))
    const thinking = options.frame || !thinkingFrame ? undefined : await promptFrame(model, thinkingFrame)
    const isDense = model.file.unit === ''
    const massLayers = isDense ? evidenceLayers(model.info) : undefined
    const how = { length, threads, keys: model.keys, ...(massLayers && { massLayers }) }
    const context = await withCancel(undefined, () => native().Context.create(model.native, how))
    const stride = isDense ? MASS_STRIDE : onGpu && length >= STRIDED_FROM ? GPU_STRIDE : 1
    for (const frame of store ? [plain, thinking] : []) if (frame) frame.kept = new KeptReading(store!, model, stride)
    if (thinking && isSame(plain.opening, thinking.opening)) thinking.kept = plain.kept
    return new PartReader(model, context, { plain, thinking }, stride)
  }

  /** Position of the first token of the text that was read. */
  get textStart(): number {
    return this.frame.opening.length
  }

  /** True while the model is asked to think before it answers. */
  get thinks(): boolean {
    return this.frame === this.frames.thinking
  }

  /** What its answers may begin with. */
  get thinking(): ThinkingMode {
    const isPossible = this.frames.thinking !== undefined || mayThink(this.model.file)
    return { isOpened: this.frame.opensThinking, isPossible }
  }

  /** Asks the model to think from now on, or not to; of no effect where it can't be told. A text stays as it is read. */
  async think(wanted: boolean): Promise<void> {
    await this.use((wanted && this.frames.thinking) || this.frames.plain)
  }

  /** Goes on in the frame whose text begins at a position: that of an answer that was given. */
  async beginAt(textStart: number): Promise<void> {
    const found = [this.frame, this.frames.plain, this.frames.thinking].find(
      (frame) => frame?.opening.length === textStart,
    )
    if (found) await this.use(found)
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
    const { context, inCache } = this
    const { kept } = this.frame
    if (!kept || !inCache?.lasting) return
    const read = this.placed(inCache)
    if (context.length() < read.ids.length) return
    context.trim(read.ids.length)
    await kept.save(inCache, context, read)
  }

  private async use(frame: PromptFrame): Promise<void> {
    if (!isSame(frame.opening, this.frame.opening)) {
      await this.keep()
      this.inCache = undefined
    }
    this.frame = frame
  }

  /** Makes room for another text: with what was kept of it, or empty. */
  private async change(text: Readable, onRestore?: () => void): Promise<void> {
    const { context, stride } = this
    const { kept } = this.frame
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
      ids: Int32Array.from([...this.frame.opening, ...text.ids]),
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
    return Int32Array.from([...question, ...this.frame.closing])
  }

  async close({ keep = true } = {}): Promise<void> {
    if (keep) await this.keep()
    await this.context.close()
  }
}

const isSame = (a: Int32Array, b: Int32Array) => a.length === b.length && a.every((id, i) => id === b[i])
