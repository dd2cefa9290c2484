import type { ChoiceUnit, LayerKind } from '../shared/ipc/layer_kinds'
import type { NativeCancelFlag } from './cancel_flag'

/**
 * The trace of one read document and one answer: which positions entered attention, for every answer token and layer.
 * It lives natively; these are the questions JavaScript may ask. A position is an index into the whole context
 * (template, document, question, answer); a row is one (answer token, layer).
 */

/** Answer tokens [from, to) and the layers to look at. */
export interface Span {
  from: number
  to: number
  layers: Int32Array
}

export interface TraceRow {
  /** Position of the query: the token before the one it predicted. */
  position: number
  /** Ascending; exactly min(topK, position + 1) of them where the layer chose among tokens. */
  positions: Int32Array
  /** Index scores of `positions` (stored as F16); NO_SCORE where a position entered without one. */
  scores: Float32Array
  /** The lowest score that entered attention; Infinity where none has one. */
  lastIn: number
  /** The best positions that missed (at most 64), best first, and their scores. */
  missed: Int32Array
  missedScores: Float32Array
  /** The best-scoring sentences (at least 256 of them, or all), best first, over ALL their visible positions. */
  sentences: Int32Array
  sentenceMax: Float32Array
  /** log(sum(exp(score))) over the sentence's visible positions. */
  sentenceLogSumExp: Float32Array
}

/** One value for each segment asked for; one more at the end for every position outside all segments. */
export interface SegmentTotals {
  /** How often positions of the segment entered attention, over the span's tokens and layers. */
  count: Uint32Array
  /** Index mass: softmax of the row's scores over the selected set, summed over positions, tokens and layers. */
  mass: Float64Array
  /** Highest index score of a position that entered; -Infinity if none did. */
  score: Float32Array
  /** Positions of the segment that entered at least once. */
  distinct: Uint32Array
}

/** For each layer of a span, in the span's order. */
export interface LayerTotals {
  /** [layer][segment], one more segment for every position outside of all: how often they entered attention. */
  count: Uint32Array
  /** [layer]: what was left out of `count` because it enters whatever is asked. */
  sinks: Uint32Array
  recent: Uint32Array
}

/**
 * Positions that enter whatever is asked (native/addon/trace/always_selected.h). Sinks: selected by more than half of
 * the prompt's later rows, of those that had to choose. Recent: the 64 positions up to the query.
 */
export interface Always {
  sinks: boolean
  recent: boolean
}

export interface TraceInfo {
  version: number
  topK: number
  layers: number
  /** Answer tokens with rows. */
  tokens: number
  /** Positions before the answer: template, document and question. */
  promptLength: number
  /** Token positions [begin, end) of every document sentence, in pairs. */
  sentences: Int32Array
  /** Every n-th prompt row was read for counts, mass and background; 1 = all of them. */
  promptStride: number
  /** What indexers chose, and how many tokens one of those stands for. */
  unit: ChoiceUnit
  unitTokens: number
  /** What each layer did; empty where all of them chose tokens for themselves. */
  kinds: LayerKind[]
  /** Whatever the writer stored beside it: JSON text (model, document, answer). */
  meta: string
}

export interface Trace {
  readonly info: TraceInfo
  row(token: number, layer: number): TraceRow
  /** `segments`: positions [begin, end) in pairs, ascending and disjoint. */
  totals(span: Span, segments: Int32Array): SegmentTotals
  /** The reverse: for every answer token, how often it selected a position in [begin, end), over these layers. */
  uses(begin: number, end: number, layers: Int32Array): Uint32Array
  /** Evidence of every sentence for the span (native/README.md: sum over layers of log of the highest lift). */
  evidence(span: Span): Float32Array
  /** What each layer of the span adds to the evidence of these sentences: [layer][sentence]. */
  evidenceByLayer(span: Span, sentences: Int32Array): Float32Array
  /** As `totals`, layer by layer, without those that `leftOut` names. */
  layerTotals(span: Span, segments: Int32Array, leftOut: Always): LayerTotals
  /** Over all prompt rows of one layer: how often each prompt position was selected, and its index mass. */
  prompt(layer: number): { count: Uint32Array; mass: Float32Array }
  /** Writes the versioned, checksummed file that `openTrace` maps; rejects with 'cancelled' once the flag is set. */
  save(path: string, meta: string, cancel?: NativeCancelFlag): Promise<void>
  close(): void
}
