import { asEngineError, EngineError } from '../engine/errors'
import type { NativeAddon, NativeCountedTrace } from '../engine/native'
import type { Trace } from '../engine/native_trace'
import type { GenerateListener } from '../network/server'
import type { RowsShape } from '../network/top_k_rows'
import { segmentsOf } from '../summarize/evidence'
import { splitThinking, type ThinkingMode } from '../summarize/thinking'
import type { RemoteText } from './prompt'

/** What is told while an answer comes. */
export type OnWords = (words: string, tokens: number, isThinking: boolean) => void

/** Hears an answer and its rows; what is wrong with the rows doesn't cost the answer. */
export class Heard implements GenerateListener {
  text = ''
  ids: readonly number[] = []
  rowsFault: string | undefined
  private shown = 0
  private counted: NativeCountedTrace | undefined

  constructor(
    private readonly addon: Pick<NativeAddon, 'CountedTrace'>,
    private readonly about: RemoteText,
    private readonly promptLength: number,
    private readonly mode: ThinkingMode,
    private readonly onWords: OnWords,
  ) {}

  onText(text: string, ids: readonly number[]): void {
    this.text = text
    this.ids = ids
    const { answerAt, isHeld, block } = splitThinking(text, this.mode)
    const answer = isHeld ? '' : text.slice(answerAt)
    this.onWords(answer.slice(this.shown), ids.length, block?.isClosed === false)
    this.shown = Math.max(this.shown, answer.length)
  }

  onRows(positions: Int32Array, shape: RowsShape): void {
    if (this.rowsFault !== undefined) return
    try {
      this.counted ??= this.begin(shape)
      this.counted.add(positions)
    } catch (error) {
      const known = asEngineError(error)
      if (!(known instanceof EngineError)) throw error
      this.counted = undefined
      this.rowsFault = known.code === 'impossible-rows' ? impossible(known.message) : known.message
    }
  }

  /** The trace of the answer's first tokens; undefined without rows. */
  finish(tokens: number): { trace: Trace; missing: number } | undefined {
    if (!this.counted || tokens === 0) return undefined
    return this.counted.finish(tokens)
  }

  private begin({ layers, topK }: RowsShape): NativeCountedTrace {
    const { textEnd, sentences } = this.about
    const { promptLength } = this
    return new this.addon.CountedTrace({ layers, topK, promptLength, textEnd, sentences: segmentsOf(sentences) })
  }
}

const impossible = (what: string) =>
  `${what}; an SGLang server tells positions only with SGLANG_DSA_FUSE_TOPK=0, else places in its cache`
