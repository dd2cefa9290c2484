import type { Support } from '../../electron/shared/ipc/answer_data'

/** Linear between neighbours; 0 for no values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const at = share * (sorted.length - 1)
  const low = sorted[Math.floor(at)] ?? 0
  return low + (at % 1) * ((sorted[Math.ceil(at)] ?? low) - low)
}

export const median = (values: readonly number[]) => quantile(values, 0.5)

export interface Thresholds {
  supported: number
  weak: number
}

/** How answer sentences that have a source, or have none, are labelled. */
export type Labelled = Record<Exclude<Support, 'unknown'>, number>

export function labelled(strengths: readonly number[], { supported, weak }: Thresholds): Labelled {
  const above = strengths.filter((s) => s >= supported).length
  const between = strengths.filter((s) => s >= weak && s < supported).length
  return { supported: above, weak: between, none: strengths.length - above - between }
}

/** Share of either kind that may be labelled as the other. */
const ALLOWED = 0.05

/**
 * The thresholds that the two distributions call for: hardly any made-up sentence is `supported`, hardly any with a
 * source is `none`; what lies between is `weak`. Where nothing lies between, weak is halfway to the made-up median.
 */
export function suggestedThresholds(sourced: readonly number[], unsourced: readonly number[]): Thresholds {
  const supported = quantile(unsourced, 1 - ALLOWED)
  const weak = quantile(sourced, ALLOWED)
  const cut = bestCut(sourced, unsourced)
  if (weak < supported) return { supported, weak }
  return { supported: cut, weak: (cut + median(unsourced)) / 2 }
}

/** The single value that mislabels the smallest share of both kinds; the middle of all that do. */
export function bestCut(sourced: readonly number[], unsourced: readonly number[]): number {
  const values = [...sourced, ...unsourced].sort((a, b) => a - b)
  const cuts = values.slice(1).map((value, i) => (value + values[i]!) / 2)
  const wrong = cuts.map(
    (cut) =>
      sourced.filter((s) => s < cut).length / Math.max(1, sourced.length) +
      unsourced.filter((s) => s >= cut).length / Math.max(1, unsourced.length),
  )
  const least = Math.min(...wrong)
  return median(cuts.filter((_, i) => wrong[i] === least))
}

/** Rank correlation; 0 where one of them doesn't vary. */
export function spearman(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [a, b].map((values) => ranksOf(values).map((rank) => rank - (values.length - 1) / 2))
  const product = (one: readonly number[], other: readonly number[]) =>
    one.reduce((sum, value, i) => sum + value * other[i]!, 0)
  const spread = Math.sqrt(product(x!, x!) * product(y!, y!))
  return spread > 0 ? product(x!, y!) / spread : 0
}

/** From 0; those that tie share their mean. */
function ranksOf(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length
    const same = values.filter((other) => other === value).length
    return below + (same - 1) / 2
  })
}
