import type { Alignment } from '../documents/alignment'
import type { TokenRange } from '../documents/sections'
import { checkMemory } from '../engine/memory'
import type { OpenModel } from '../engine/model'
import { type NativeContext, native, withCancel } from '../engine/native'
import { physicalCores } from '../engine/threads'
import { segmentsOf, type TracedSentence } from './evidence'
import { INSTRUCTION } from './prompts'

/** A text that the model reads: token ids, and its sentences as positions from the text's start. */
export interface Readable {
  ids: Int32Array
  sentences: TracedSentence[]
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
    const text = document.document.text.slice(sentence.start, sentence.end).replace(/\s+/g, ' ').trim()
    return { begin, end, sentence: first + i, page: sentence.page, text }
  })
  return { ids: document.tokens.ids.subarray(part.from, part.to), sentences }
}

/** Every how many prompt rows are read for the background: on a GPU, fetching all of them would slow reading down. */
const GPU_STRIDE = 8

/** Reads texts into one KV cache and keeps the last one there for any number of questions. */
export class PartReader {
  private inCache: Readable | undefined
  private constructor(
    readonly model: OpenModel,
    readonly context: NativeContext,
    private readonly opening: Int32Array,
    private readonly closing: Int32Array,
    private readonly stride: number,
  ) {}

  static async open(model: OpenModel, length: number, threads = physicalCores(), onGpu = false): Promise<PartReader> {
    checkMemory(model.file, length)
    const before = await tokenIds(model, model.frame.before, true)
    const instruction = await tokenIds(model, INSTRUCTION, false)
    const opening = Int32Array.from([...before, ...instruction])
    const closing = await tokenIds(model, model.frame.after, true)
    const context = await withCancel(undefined, () => native().Context.create(model.native, { length, threads }))
    return new PartReader(model, context, opening, closing, onGpu ? GPU_STRIDE : 1)
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
    const at = this.textStart
    return (this.inCache?.sentences ?? []).map((s) => ({ ...s, begin: s.begin + at, end: s.end + at }))
  }

  /**
   * Brings the KV cache to the end of the text: trims what came after it, or reads it, going on where a cancelled
   * reading of the same text ended. Returns how many tokens were evaluated.
   */
  async read(text: Readable, onProgress?: (done: number) => void, signal?: AbortSignal): Promise<number> {
    const { context, textStart } = this
    const end = textStart + text.ids.length
    if (this.inCache !== text) {
      context.trim(0)
      this.inCache = text
      context.beginDocument(segmentsOf(this.sentences), this.stride)
    }
    if (context.length() > end) context.trim(end)
    const start = context.length()
    const prefix = Int32Array.from([...this.opening, ...text.ids]).subarray(start)
    const report = (done: number) => onProgress?.(Math.max(0, start + done - textStart))
    if (prefix.length) await withCancel(signal, (cancel) => context.evaluate(prefix, 'document', report, cancel))
    return prefix.length
  }

  /** What comes after the text: a question's ids with the template's end, ready for `generate`. */
  async asked(prompt: string): Promise<Int32Array> {
    return Int32Array.from([...(await tokenIds(this.model, prompt, false)), ...this.closing])
  }

  close(): Promise<void> {
    return this.context.close()
  }
}
