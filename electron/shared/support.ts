import type { EvidenceItem, Support } from './ipc/answer_data'

/**
 * Evidence per retrieval layer above which a sentence counts as a source. Of the evaluation's answer sentences
 * (test/eval/README.md) 2 of 31 without a source pass as supported, and none of 42 with one as none. It suggests more
 * (2.28, 1.97: 2 of 31, and 3 of 42), but its answers are to questions: a summary's sentences, each out of several of the
 * text, have lower evidence, and right ones from 2.1 on.
 */
export const SUPPORTED = 2
export const WEAK = 1.6

/** What the best evidence says of its sentence. `layers`: over how many retrieval layers the scores were summed. */
export function supportOf(evidence: readonly EvidenceItem[], layers: number): Support {
  const best = (evidence[0]?.score ?? Number.NEGATIVE_INFINITY) / Math.max(1, layers)
  if (best >= SUPPORTED) return 'supported'
  return best >= WEAK ? 'weak' : 'none'
}

/**
 * Of fewer excerpts than this evidence says little: each is read so much that nothing stands out. The support of an answer
 * from them tells how much less probable it is without them (electron/summarize/absence.ts).
 */
export const FEW_EXCERPTS = 5

/** Whether a generation's support was found out by leaving its excerpts out. */
export const isFromFew = ({ kind, units }: { kind: string; units: readonly unknown[] }): boolean =>
  kind === 'excerpts' && units.length < FEW_EXCERPTS
