import type { AppCalls, Output } from '../../electron/ipc/calls'
import { WEAK } from '../../electron/summarize/evidence'
import type { EvidenceItem } from '../../electron/summarize/types'

export type SpanTotals = Output<AppCalls, 'lens.span'>
export type Row = Output<AppCalls, 'lens.row'>

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

/** Whether a sentence counts as a source: the same bound as for `support`. Composed evidence has a bound of its own. */
export function countsAsSource(item: Pick<EvidenceItem, 'score' | 'steps'>, best: number, layers: number): boolean {
  if (item.steps === 2) return item.score > 0 && item.score >= best / 4
  return item.score / Math.max(1, layers) >= WEAK
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

export function scoredSentences({ sentences, sentenceMax, sentenceLogSumExp, lastIn }: Row): ScoredSentence[] {
  return Array.from(sentences, (index, i) => ({
    index,
    max: sentenceMax[i]!,
    logSumExp: sentenceLogSumExp[i]!,
    isIn: sentenceMax[i]! >= lastIn,
  })).sort((a, b) => b.max - a.max || a.index - b.index)
}
