import type { Trace } from '../../electron/engine/native_trace'
import { lexicalOverlap, stems } from './words'

/** A sentence that the model read: its token positions in the context, its characters in the document, its text. */
export interface ReadSentence {
  begin: number
  end: number
  start: number
  stop: number
  text: string
}

export const MEASURES = ['evidence', 'countAll', 'countRetrieval', 'lexical'] as const
export type Measure = (typeof MEASURES)[number]

/** How strongly each way of looking at it points from tokens [from, to) of an answer to each sentence. */
export type Scores = Record<Measure, ArrayLike<number>>

export function scoresOf(
  trace: Trace,
  sentences: readonly ReadSentence[],
  answer: { text: string; from: number; to: number },
  retrievalLayers: Int32Array,
): Scores {
  const span = (layers: Int32Array) => ({ from: answer.from, to: answer.to, layers })
  const all = Int32Array.from({ length: trace.info.layers }, (_, i) => i)
  const segments = Int32Array.from(sentences.flatMap(({ begin, end }) => [begin, end]))
  const said = stems(answer.text)
  return {
    evidence: trace.evidence(span(retrievalLayers)),
    countAll: trace.totals(span(all), segments).count,
    countRetrieval: trace.totals(span(retrievalLayers), segments).count,
    lexical: sentences.map(({ text }) => lexicalOverlap(said, stems(text))),
  }
}

/** 1 = first. Of several right sentences the best counts; half of those that tie with it are thought before it. */
export function rankOf(scores: ArrayLike<number>, right: readonly number[], count: number): number {
  const best = Math.max(...right.map((i) => scores[i]!))
  let before = 0
  for (let i = 0; i < count; i++) {
    if (right.includes(i)) continue
    if (scores[i]! > best) before++
    else if (scores[i]! === best) before += 0.5
  }
  return 1 + Math.floor(before)
}
