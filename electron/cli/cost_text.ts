import { callCost, whyNoCallCost } from '../shared/cost/call_cost'
import { PUBLISHED_CLAIM } from '../shared/cost/published'
import type { CostReport, CostSeries } from '../shared/ipc/cost_data'
import { wrap } from './wrap'

/** A call to tell the cost of: a contract with a short answer. */
const PROMPT = 30_000
const ANSWER = 300

/** What was measured, for people: `--json` has all of it. */
export function costText(report: CostReport, width?: number): string {
  const { machine, attention, llamaCpp, version } = report
  const lines = [
    `${machine.device}, ${machine.threads} threads; llama.cpp ${llamaCpp}, SparseLens ${version}.`,
    `Sparse attention here: ${attention.reason}. Dense: llama.cpp's own path for a twin of the model without indexers.`,
    ...report.series.map(seriesText),
    `Published by DeepSeek for V3.2-Exp, preliminary: a call costs ${PUBLISHED_CLAIM} less.`,
  ]
  return `${lines.map((line) => (line.includes('\n') ? line : wrap(line, width))).join('\n\n')}\n`
}

function seriesText(series: CostSeries): string {
  const only = series.kind === 'attention' ? ', attention only, random weights, one layer' : ''
  const title = `${series.name}${only}: tokens/s`
  const head = ['depth', 'reading sparse', 'dense', 'writing sparse', 'dense']
  const rows = series.points.map(({ depth, sparse, dense }) => [
    depth.toLocaleString('en-US'),
    ...[sparse.prefill, dense.prefill, sparse.decode, dense.decode].map(rate),
  ])
  return [
    title,
    ...[head, ...rows].map((cells) => cells.map((cell) => cell.padStart(15)).join('')),
    callText(series),
  ].join('\n')
}

function rate(seconds: number | null): string {
  if (seconds === null) return '-'
  const perSecond = 1 / seconds
  return perSecond.toFixed(perSecond < 100 ? 1 : 0)
}

function callText(series: CostSeries): string {
  const cost = callCost(series, PROMPT, ANSWER)
  if (!cost) return whyNoCallCost(series)
  const even =
    cost.breakEven === null
      ? 'no break-even as far as was measured'
      : `break-even at ${cost.breakEven.toLocaleString('en-US')} tokens`
  const drawn = cost.extrapolated ? ' (drawn out beyond what was measured)' : ''
  const call = `${PROMPT.toLocaleString('en-US')} + ${ANSWER} tokens`
  return `A call of ${call}: ${cost.ratio.toFixed(2)} of the dense time${drawn}; ${even}.`
}
