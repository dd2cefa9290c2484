import type { Trace } from '../engine/native_trace'
import type { EvidenceItem, Lean, Passage } from '../shared/ipc/answer_data'

/**
 * Which document sentences an answer's sentence came from, by a measure that the trace computes
 * natively (native/addon/trace/evidence_formula.h). Only traced index scores enter the ranking; no text is compared.
 */

/** A sentence that was in the prompt: token positions [begin, end) of the context, and what to call it. */
export interface TracedSentence {
  begin: number
  end: number
  /** Index of the document's sentence. */
  sentence: number
  page: number
  text: string
  /** Words of `text` of which text recognition is not sure. */
  uncertain?: Passage['uncertain']
}

/** What is told of a sentence wherever it is quoted. */
export const quotable = ({ sentence, page, text, uncertain }: TracedSentence): Omit<Passage, 'score'> => ({
  sentence,
  page,
  text,
  ...(uncertain && { uncertain }),
})

/** An earlier turn in a text that is read: tokens [begin, end), and which one it is, from 1. */
export interface ReadTurn {
  begin: number
  end: number
  turn: number
  text: string
}

export interface EvidenceQuery {
  trace: Trace
  /** In the order of the trace's own sentences. */
  sentences: TracedSentence[]
  /** Those before them. */
  turns?: ReadTurn[]
  retrievalLayers: Int32Array
  /** What the trace says of the tokens, if it was asked already. */
  scores?: Float32Array
}

/** Best first: every sentence of which a token entered attention on a retrieval layer for answer tokens [from, to). */
export function evidenceOf(query: EvidenceQuery, from: number, to: number, most = 8): EvidenceItem[] {
  const span = { from, to, layers: query.retrievalLayers }
  const scores = query.scores ?? query.trace.evidence(span)
  const { count } = query.trace.totals(span, segmentsOf(query.sentences))
  const first = query.turns?.length ?? 0
  return query.sentences
    .map((sentence, i) => ({ ...quotable(sentence), score: scores[first + i]!, count: count[i]! }))
    .filter((item) => item.count > 0)
    .sort((a, b) => b.score - a.score || a.sentence - b.sentence)
    .slice(0, most)
}

/** Earlier turns of the conversation, best first, by the same measure. */
export function leansOf(query: EvidenceQuery, from: number, to: number): Lean[] {
  const { trace, turns = [] } = query
  if (turns.length === 0) return []
  const span = { from, to, layers: query.retrievalLayers }
  const scores = query.scores ?? trace.evidence(span)
  const { count } = trace.totals(span, segmentsOf(turns))
  return turns
    .map(({ turn, text }, i) => ({ turn, text, score: scores[i]!, count: count[i]! }))
    .filter((lean) => lean.count > 0)
    .sort((a, b) => b.score - a.score || a.turn - b.turn)
}

export function segmentsOf(sentences: readonly { begin: number; end: number }[]): Int32Array {
  return Int32Array.from(sentences.flatMap(({ begin, end }) => [begin, end]))
}
