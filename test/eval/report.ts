import type { CaseKind } from './cases/types'
import type { Figures, KindFigures, SupportFigures } from './figures'
import { MEASURES, type Measure } from './measures'
import type { Labelled } from './statistics'
import { share, table } from './table'

export interface RunInfo {
  commit: string
  cpu: string
  cores: number
  model: string
  seconds: number
  prefillTokensPerSecond: number
  decodeTokensPerSecond: number
  texts: { id: string; version?: string; tokens: number; sentences: number }[]
}

const KIND_NAMES: Record<CaseKind, string> = {
  hidden: 'hidden facts',
  copy: 'hidden sentences to copy',
  stated: 'facts really stated',
  fresh: 'facts really stated, written later',
  lookalike: 'look-alikes (what was said)',
  unsourced: 'no source',
}

const MEASURE_NAMES: Record<Measure, string> = {
  evidence: '**evidence**',
  countAll: 'raw count, all layers',
  countRetrieval: 'raw count, retrieval layers',
  lexical: 'lexical overlap',
}

/** The figures as Markdown. */
export function reportOf(figures: Figures, run: RunInfo): string {
  return [
    `Commit ${run.commit}, ${run.model}, ${run.cpu} (${run.cores} logical cores): ${Math.round(run.seconds / 60)} minutes, ` +
      `reading at ${run.prefillTokensPerSecond.toFixed(0)} tokens/s, answering at ${run.decodeTokensPerSecond.toFixed(0)}.`,
    rankingTable(figures.kinds),
    lookalikeLine(figures.lookalikeRanks),
    removalText(figures.removal),
    '### Support',
    supportText(figures),
    '### Texts',
    table(
      ['text', 'from', 'tokens', 'sentences'],
      run.texts.map((t) => [t.id, t.version ?? 'invented', t.tokens, t.sentences]),
    ),
  ].join('\n\n')
}

function rankingTable(kinds: readonly KindFigures[]): string {
  const rows = kinds
    .filter((kind) => kind.cases)
    .flatMap((kind) =>
      MEASURES.map((measure, i) => [
        i ? '' : KIND_NAMES[kind.kind],
        i ? '' : share(kind.right, kind.cases),
        MEASURE_NAMES[measure],
        share(kind.top[measure].one, kind.ranked),
        share(kind.top[measure].three, kind.ranked),
      ]),
    )
  return table(['cases', 'answered rightly', 'source ranked by', 'top-1', 'top-3'], rows)
}

function lookalikeLine(ranks: Figures['lookalikeRanks']): string {
  if (!ranks.length) return ''
  const found = ranks.filter((rank) => rank !== null)
  const first = found.filter((rank) => rank <= 5).length
  const list = ranks.map((rank) => rank ?? 'none said').join(', ')
  return `Look-alikes, rank by evidence of the sentence that states what was said, right or wrong: ${list}; in the first five: ${first} of ${found.length}.`
}

function removalText({ cases, top, source, topChange, otherChange }: Figures['removal']): string {
  if (!cases) return ''
  const nats = (value: number) => value.toFixed(2)
  return [
    '### Left out',
    `Of ${cases} answers with a known source, leaving out the best sentence by evidence makes the answer's sentence less ` +
      `likely than leaving out any other one that was tried in ${share(top, cases)}, and leaving out a source in ${share(source, cases)}. ` +
      `Median change in log-probability: ${nats(topChange)} without the best by evidence, ${nats(otherChange)} without another one.`,
  ].join('\n\n')
}

function supportText({ strengths, quantiles, cut, support }: Figures): string {
  const { sourced, lookalike, unsourced, unclear } = strengths
  return [
    `Best evidence per retrieval layer, of ${sourced.length} answer sentences that have a source, ${lookalike.length} more about ` +
      `look-alikes, and ${unsourced.length} that have none (${unclear} where nobody can tell are left out):`,
    table(
      ['share below', ...quantiles.map((q) => `${100 * q.share}%`)],
      [
        ['with a source', ...quantiles.map((q) => q.sourced.toFixed(2))],
        ['look-alikes', ...quantiles.map((q) => q.lookalike.toFixed(2))],
        ['without', ...quantiles.map((q) => q.unsourced.toFixed(2))],
      ],
    ),
    table(
      ['thresholds', 'sentences', 'supported', 'weak', 'none'],
      [...supportRows('now', support.now), ...supportRows('suggested', support.suggested)],
    ),
    `One cut that errs least: ${cut.toFixed(2)}.`,
  ].join('\n\n')
}

function supportRows(name: string, { thresholds, sourced, lookalike, unsourced }: SupportFigures): string[][] {
  const at = `${name}: ${thresholds.supported.toFixed(2)} / ${thresholds.weak.toFixed(2)}`
  const kinds: [string, Labelled][] = [
    ['with a source', sourced],
    ['look-alikes', lookalike],
    ['without', unsourced],
  ]
  return kinds.map(([kind, counts], i) => {
    const total = counts.supported + counts.weak + counts.none
    return [i ? '' : at, kind, ...[counts.supported, counts.weak, counts.none].map((n) => share(n, total))]
  })
}
