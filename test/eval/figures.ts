import { SUPPORTED, WEAK } from '../../electron/summarize/evidence'
import { type CaseKind, KINDS } from './cases/types'
import { MEASURES, type Measure } from './measures'
import type { CaseResult } from './run_text'
import { bestCut, type Labelled, labelled, quantile, suggestedThresholds, type Thresholds } from './statistics'

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
  unsourced: Labelled
}

export interface Figures {
  kinds: KindFigures[]
  /** Rank by evidence of the sentence that states what was said, in the cases' order; null: said nothing of a chapter. */
  lookalikeRanks: (number | null)[]
  strengths: { sourced: number[]; unsourced: number[]; unclear: number }
  quantiles: { share: number; sourced: number; unsourced: number }[]
  cut: number
  support: { now: SupportFigures; suggested: SupportFigures }
}

export function figuresOf(results: readonly CaseResult[]): Figures {
  const strengths = results.flatMap((result) => result.strengths)
  const of = (kind: string) => strengths.filter((s) => s.sourced === kind).map((s) => s.perLayer)
  const [sourced, unsourced] = [of('sourced'), of('unsourced')]
  const support = (thresholds: Thresholds): SupportFigures => ({
    thresholds,
    sourced: labelled(sourced, thresholds),
    unsourced: labelled(unsourced, thresholds),
  })
  return {
    kinds: KINDS.filter((kind) => kind !== 'unsourced').map((kind) => kindFigures(kind, results)),
    lookalikeRanks: results.filter((r) => r.kind === 'lookalike').map((r) => r.ranks?.evidence ?? null),
    strengths: { sourced, unsourced, unclear: of('unclear').length },
    quantiles: [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1].map((share) => ({
      share,
      sourced: quantile(sourced, share),
      unsourced: quantile(unsourced, share),
    })),
    cut: bestCut(sourced, unsourced),
    support: {
      now: support({ supported: SUPPORTED, weak: WEAK }),
      suggested: support(suggestedThresholds(sourced, unsourced)),
    },
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
