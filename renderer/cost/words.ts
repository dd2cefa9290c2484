import { type CallCost, whyNoCallCost } from '../../electron/shared/cost/call_cost'
import { PUBLISHED_CLAIM } from '../../electron/shared/cost/published'
import type { CostReport, CostSeries } from '../../electron/shared/ipc/cost_data'
import { shortHash } from '../../electron/shared/shown/files_hash'
import { count, counted } from '../../electron/shared/shown/numbers'
import { instructionWords } from '../words/instruction_words'
import { type Call, costOf, deepest } from './calls'

/** What was measured, in plain sentences. */

/** As long as dense attention takes, for all that can be told. */
const ALIKE = 0.03

export const three = (n: number): string =>
  Number(n.toPrecision(3)).toLocaleString('en', { maximumSignificantDigits: 3 })

/** "4.47 ms", "1.2 s": for one token. */
export const perToken = (seconds: number): string =>
  seconds < 1 ? `${three(seconds * 1000)} ms` : `${three(seconds)} s`

/** "224/s" */
export const perSecond = (seconds: number): string => `${three(1 / seconds)}/s`

/** "0.62 s", "14 s", "3 min 20 s" */
export function duration(seconds: number): string {
  if (seconds < 10) return `${seconds.toPrecision(2)} s`
  if (seconds < 120) return `${Math.round(seconds)} s`
  const whole = Math.round(seconds)
  return whole < 7200
    ? `${Math.floor(whole / 60)} min ${whole % 60} s`
    : `${Math.floor(whole / 3600)} h ${Math.round((whole % 3600) / 60)} min`
}

/** "2,352 + 135 tokens", "8,400 + 540 tokens in 4 calls" */
export function callName(calls: readonly Call[]): string {
  const sum = (of: keyof Call) => calls.reduce((all, call) => all + call[of], 0)
  const many = calls.length > 1 ? ` in ${counted(calls.length, 'call')}` : ''
  return `${count(sum('prompt'))} + ${counted(sum('answer'), 'token')}${many}`
}

/** What a call costs, from where on it would cost less, and what of it is estimated. The first sentence has it all. */
export function callWords(series: CostSeries, name: string, calls: readonly Call[]): string[] {
  const cost = costOf(series, calls)
  if (!cost) return [whyNoCallCost(series)]
  const { ratio, sparseSeconds, denseSeconds } = cost
  const took = series.kind === 'attention' ? 'One layer’s attention for it takes' : 'Reading and writing it takes'
  return [
    `${name}, ${callName(calls)}: ${ratio.toFixed(2)} of the dense time; ${breakEvenWords(cost)}.`,
    `${took} about ${duration(sparseSeconds)} sparse, ${duration(denseSeconds)} dense.`,
    savingWords(ratio),
    evenWords(series, cost, calls.at(-1)!),
    estimateWords(series, cost),
  ]
}

const breakEvenWords = ({ breakEven }: CallCost): string =>
  breakEven === null
    ? 'no break-even'
    : breakEven === 0
      ? 'no length at which sparse is behind'
      : `break-even at ${counted(breakEven, 'token')}`

function savingWords(ratio: number): string {
  if (Math.abs(ratio - 1) < ALIKE) return 'Sparse attention saves nothing here: both take about as long.'
  if (ratio > 1) return 'Sparse attention does not save here: at this length it costs more than dense attention.'
  return `Sparse attention saves ${Math.round((1 - ratio) * 100)}% here.`
}

function evenWords(series: CostSeries, { breakEven }: CallCost, { prompt }: Call): string {
  const far = `up to ${counted(deepest(series), 'token')}, as far as was measured`
  if (breakEven === null)
    return `At the longest prompt looked at, ${counted(Math.max(deepest(series), prompt), 'token')}, sparse is not ahead.`
  if (breakEven === 0) return `Sparse is not behind at any length ${far}.`
  return `Prompts longer than ${counted(breakEven, 'token')} take no longer sparse than dense.`
}

function estimateWords(series: CostSeries, { extrapolated }: CallCost): string {
  const beyond = extrapolated
    ? `; beyond ${counted(deepest(series), 'token')}, where nothing was measured, drawn out from the last two depths`
    : ''
  return `These are estimates: read between the measured depths in straight lines${beyond}.`
}

export const CLAIM_WORDS = `DeepSeek’s own, preliminary claim for V3.2-Exp: a call costs ${PUBLISHED_CLAIM} less. It is theirs, for their servers; it was not measured here.`

const ENDS: Record<CostSeries['end'], string> = {
  done: '',
  context: 'It ends there because the model’s context does, or because no more was asked for.',
  memory: 'It ends there because more would not have fit into this computer’s memory.',
  time: 'It ends there because the next depth would have taken too long.',
}

/** What one series is of. */
export function seriesWords(series: CostSeries): string {
  const { kind, name, layers, topK, heads, indexerHeads } = series
  const shape = `${counted(heads, 'head')}, indexer with ${counted(indexerHeads, 'head')}, ${count(topK)} tokens enter attention`
  const what =
    kind === 'attention'
      ? `Attention only, random weights: ${counted(layers, 'layer')} of the shape of ${name}; ${shape}.`
      : `${name}, ${shortHash(series)}: ${counted(layers, 'layer')}, ${shape}.`
  return [what, ENDS[series.end]].filter(Boolean).join(' ')
}

/** "CPU AMD EPYC", without the list of instruction sets after it. */
const deviceOf = ({ device, cpu }: CostReport['machine']): string => device.split(' (')[0] || cpu

/** A token costs no less the more came before it: where it seems to, something else slowed the computer down. */
export const DISTURBED_WORDS =
  'Costs jump up and down between depths here: something else seems to have used the computer meanwhile. Measure again when nothing else runs.'

const MUCH_LESS = 0.65

export const looksDisturbed = ({ points }: CostSeries): boolean =>
  (['sparse', 'dense'] as const).some((attention) =>
    (['prefill', 'decode'] as const).some((work) => {
      const costs = points.flatMap((point) => point[attention][work] ?? [])
      return costs.some((cost, i) => i > 0 && cost < MUCH_LESS * costs[i - 1]!)
    }),
  )

/** With what, where and when it was measured. */
export function reportWords({ machine, attention, llamaCpp, version, measuredAt }: CostReport): string[] {
  const memory = Math.round(machine.memoryBytes / 2 ** 30)
  const when = new Date(measuredAt).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' })
  return [
    `Measured on ${when}, on ${deviceOf(machine)}: ${counted(machine.threads, 'thread')}, ${memory} GB of memory.`,
    `Instruction sets: ${machine.instructionSets}.`,
    `SparseLens ${version}, llama.cpp ${llamaCpp}.`,
    attention.sparse
      ? `Sparse: attention is computed over the selected tokens only; ${attention.reason}.`
      : `Attention is not computed sparsely here: ${attention.reason}. “Sparse” is the same model with everything scored and masked, and cannot save time.`,
    'Dense: llama.cpp’s own path, for a twin of the model with the same weights and no indexers.',
  ]
}

/** For pictures and lists: which model, machine and versions. */
export function provenanceOf({ machine, series, llamaCpp, version, measuredAt }: CostReport, by: string): string {
  const model = series.find(({ kind }) => kind === 'model')
  const app = by === version ? '' : `, drawn by ${by}`
  return [
    model && `${model.name}, ${shortHash(model)}`,
    model && `top-k ${count(model.topK)}`,
    `${deviceOf(machine)} (${instructionWords(machine.instructionSets)})`,
    counted(machine.threads, 'thread'),
    'seed none: nothing is sampled',
    `measured ${new Date(measuredAt).toISOString().slice(0, 10)}`,
    `llama.cpp ${llamaCpp}`,
    `SparseLens ${version}${app}`,
  ]
    .filter(Boolean)
    .join(' · ')
}
