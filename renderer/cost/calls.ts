import { type CallCost, callCost } from '../../electron/shared/cost/call_cost'
import type { AnswerResult } from '../../electron/shared/ipc/answer_data'
import type { CostSeries } from '../../electron/shared/ipc/cost_data'

/** Tokens of a prompt and of its answer. */
export interface Call {
  prompt: number
  answer: number
}

/** All calls that an answer took: one for each part of a long document, and for each merge. */
export const callsOf = ({ generations }: AnswerResult): Call[] =>
  generations.map(({ promptLength, answer }) => ({ prompt: promptLength, answer: answer.tokens }))

/** Several calls together, each read from its start; undefined where the series can't tell. */
export function costOf(series: CostSeries, calls: readonly Call[]): CallCost | undefined {
  const costs = calls.map(({ prompt, answer }) => callCost(series, prompt, answer))
  if (costs.length === 0 || !costs.every((cost) => cost !== undefined)) return undefined
  const sum = (of: (cost: CallCost) => number) => costs.reduce((all, cost) => all + of(cost), 0)
  const [sparseSeconds, denseSeconds] = [sum((cost) => cost.sparseSeconds), sum((cost) => cost.denseSeconds)]
  return {
    sparseSeconds,
    denseSeconds,
    ratio: sparseSeconds / denseSeconds,
    // the break-even is a matter of the answer's length, too: that of the last call is the one that is read
    breakEven: costs.at(-1)!.breakEven,
    extrapolated: costs.some((cost) => cost.extrapolated),
  }
}

/** Deepest point where everything was measured. */
export const deepest = ({ points }: CostSeries): number =>
  points.filter(({ sparse, dense }) => sparse.prefill && sparse.decode && dense.prefill && dense.decode).at(-1)
    ?.depth ?? 0
