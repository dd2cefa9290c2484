import type { Alignment } from '../../../electron/shared/document/alignment'
import type { EvidenceItem, Generation } from '../../../electron/shared/ipc/answer_data'
import type { AppCalls, Output } from '../../../electron/shared/ipc/calls'
import { WEAK } from '../../../electron/shared/support'
import { unitOf } from '../../../electron/shared/trace_sentences'
import { documentToken, type ReadTokens, readsDocument } from '../subject/read_tokens'
import type { Row } from './row'

export type SpanTotals = Output<AppCalls, 'lens.span'>

/** A sentence of the trace with its evidence for a span. */
export interface RankedSentence {
  /** Index among the trace's sentences. */
  index: number
  score: number
  count: number
}

/** As electron/summarize/evidence.ts ranks: best first, of those with a token that entered attention. */
export function rankEvidence({ evidence, count }: Pick<SpanTotals, 'evidence' | 'count'>, most = 8): RankedSentence[] {
  return Array.from(evidence, (score, index) => ({ index, score, count: count[index]! }))
    .filter((item) => item.count > 0)
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, most)
}

/**
 * How many times as much as usual a sentence was read, on average over the layers: evidence is a sum of logs of such
 * factors.
 */
export const liftOf = (score: number, layers: number): number => Math.exp(score / Math.max(1, layers))

/**
 * Whether a sentence counts as a source: by the bound that `support` has on the retrieval layers. Where that bound does
 * not hold, for composed evidence (a product) and for all layers, by its share of the best.
 */
export function countsAsSource(
  { score, steps }: Pick<EvidenceItem, 'score' | 'steps'>,
  best: number,
  retrievalLayers: number | undefined,
): boolean {
  if (steps === 2) return score > 0 && score >= best / 4
  if (!retrievalLayers) return score > 0 && score >= 0.7 * best
  return score / retrievalLayers >= WEAK
}

/** A sentence as the indexer scored it for one token on one layer. */
export interface ScoredSentence {
  /** Index among the trace's sentences. */
  index: number
  max: number
  logSumExp: number
  /** At least one of its tokens entered attention. */
  isIn: boolean
}

/**
 * Best first. A sentence is in if one of its tokens is; until its tokens are known its score tells, which is wrong only
 * where a token that was left out ties with the last one that got in.
 */
export function scoredSentences(row: Row, generation: Read, alignment: Alignment | undefined): ScoredSentence[] {
  const { sentences, sentenceMax, sentenceLogSumExp, lastIn } = row
  const entered = alignment && enteredSentences(row, generation, alignment)
  const hasEntered = (unit: number | undefined) => (unit === undefined ? undefined : entered?.has(unit))
  return Array.from(sentences, (index, i) => ({
    index,
    max: sentenceMax[i]!,
    logSumExp: sentenceLogSumExp[i]!,
    isIn: hasEntered(unitOf(generation, index)) ?? sentenceMax[i]! >= lastIn,
  })).sort((a, b) => b.max - a.max || Number(b.isIn) - Number(a.isIn) || a.index - b.index)
}

type Read = ReadTokens & Pick<Generation, 'units' | 'turns'>

/** The document's units of which a token entered; undefined for a merge, whose tokens aren't the document's. */
function enteredSentences({ positions }: Row, generation: Read, alignment: Alignment): Set<number> | undefined {
  if (!readsDocument(generation)) return undefined
  const tokens = Array.from(positions, (position) => documentToken(position, generation))
  return new Set(tokens.flatMap((token) => (token === undefined ? [] : [alignment.sentenceOfToken(token)])))
}
