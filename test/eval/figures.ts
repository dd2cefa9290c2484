import { SUPPORTED, WEAK } from '../../electron/shared/support'
import { type CaseKind, KINDS } from './cases/types'
import type { Sourced } from './judge'
import { MEASURES, type Measure } from './measures'
import type { CaseResult } from './run_text'
import { bestCut, type Labelled, labelled, median, quantile, suggestedThresholds, type Thresholds } from './statistics'

export interface KindFigures {
  kind: CaseKind
  cases: number
  right: number
  /** Right answers (look-alikes: answers that say something of a chapter), whose source is known: those are ranked. */
  ranked: number
  top: Record<Measure, { one: number; three: number }>
}

export interface SupportFigures {
  thresholds: Thresholds
  sourced: Labelled
  lookalike: Labelled
  unsourced: Labelled
}

export interface Figures {
  kinds: KindFigures[]
  /** Rank by evidence of the sentence that states what was said, in the cases' order; null: said nothing of a chapter. */
  lookalikeRanks: (number | null)[]
  /** Of the ranked cases: how often leaving out the best by evidence, or the source, hurts the answer most. */
  removal: { cases: number; top: number; source: number; topChange: number; otherChange: number }
  /** Look-alikes apart: their sources resemble each other so much that none can stand out. */
  strengths: { sourced: number[]; lookalike: number[]; unsourced: number[]; unclear: number }
  quantiles: { share: number; sourced: number; lookalike: number; unsourced: number }[]
  cut: number
  support: { now: SupportFigures; suggested: SupportFigures }
}

export function figuresOf(results: readonly CaseResult[]): Figures {
  const strengthsOf = (sourced: Sourced, isKind: (kind: CaseKind) => boolean) =>
    results
      .filter(({ kind }) => isKind(kind))
      .flatMap(({ strengths }) => strengths.filter((s) => s.sourced === sourced).map((s) => s.perLayer))
  const sourced = strengthsOf('sourced', (kind) => kind !== 'lookalike')
  const lookalike = strengthsOf('sourced', (kind) => kind === 'lookalike')
  const unsourced = strengthsOf('unsourced', () => true)
  const support = (thresholds: Thresholds): SupportFigures => ({
    thresholds,
    sourced: labelled(sourced, thresholds),
    lookalike: labelled(lookalike, thresholds),
    unsourced: labelled(unsourced, thresholds),
  })
  return {
    kinds: KINDS.filter((kind) => kind !== 'unsourced').map((kind) => kindFigures(kind, results)),
    lookalikeRanks: results.filter((r) => r.kind === 'lookalike').map((r) => r.ranks?.evidence ?? null),
    removal: removalFigures(results),
    strengths: { sourced, lookalike, unsourced, unclear: strengthsOf('unclear', () => true).length },
    quantiles: [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1].map((share) => ({
      share,
      sourced: quantile(sourced, share),
      lookalike: quantile(lookalike, share),
      unsourced: quantile(unsourced, share),
    })),
    cut: bestCut(sourced, unsourced),
    support: {
      now: support({ supported: SUPPORTED, weak: WEAK }),
      suggested: support(suggestedThresholds(sourced, unsourced)),
    },
  }
}

function removalFigures(results: readonly CaseResult[]): Figures['removal'] {
  const found = results.flatMap(({ removal }) => removal ?? [])
  return {
    cases: found.length,
    top: found.filter(({ topHurtsMost }) => topHurtsMost).length,
    source: found.filter(({ sourceHurtsMost }) => sourceHurtsMost).length,
    topChange: median(found.map(({ top }) => top)),
    otherChange: median(found.map(({ others }) => others)),
  }
}

function kindFigures(kind: CaseKind, results: readonly CaseResult[]): KindFigures {
  const all = results.filter((result) => result.kind === kind)
  const ranks = all.flatMap((result) => result.ranks ?? [])
  const within = (measure: Measure, most: number) => ranks.filter((r) => r[measure] <= most).length
  return {
    kind,
    cases: all.length,
    right: all.filter((result) => result.right).length,
    ranked: ranks.length,
    top: Object.fromEntries(MEASURES.map((m) => [m, { one: within(m, 1), three: within(m, 3) }])) as KindFigures['top'],
  }
}
