import type { CostSeries } from '../ipc/cost_data'

/** What a call of so many prompt and answer tokens costs by a measured series, sparse and dense. */
export interface CallCost {
  sparseSeconds: number
  denseSeconds: number
  /** sparseSeconds / denseSeconds */
  ratio: number
  /**
   * Prompt tokens from which on a call with this answer takes no longer sparse than dense; null: not as far as was
   * measured.
   */
  breakEven: number | null
  /** True if the call goes deeper than what was measured: then the last two points are drawn out. */
  extrapolated: boolean
}

type Kind = 'sparse' | 'dense'
interface Point {
  depth: number
  seconds: number
}

/** One depth alone is a dot, and says nothing of how cost grows. */
export const isCurve = ({ length }: readonly unknown[]): boolean => length > 1

/** Undefined where the series has fewer than two depths, sparse and dense. */
export function callCost(series: CostSeries, promptTokens: number, answerTokens: number): CallCost | undefined {
  const curves = (kind: Kind) => ({ prefill: curve(series, kind, 'prefill'), decode: curve(series, kind, 'decode') })
  const [sparse, dense] = [curves('sparse'), curves('dense')]
  const all = [sparse, dense].flatMap(({ prefill, decode }) => [prefill, decode])
  if (!all.every(isCurve)) return undefined
  const seconds = ({ prefill, decode }: ReturnType<typeof curves>, prompt: number) =>
    integral(prefill, 0, prompt) + integral(decode, prompt, prompt + answerTokens)
  const deepest = Math.min(...all.map((points) => points.at(-1)!.depth))
  const [sparseSeconds, denseSeconds] = [seconds(sparse, promptTokens), seconds(dense, promptTokens)]
  const pays = (prompt: number) => seconds(sparse, prompt) <= seconds(dense, prompt)
  return {
    sparseSeconds,
    denseSeconds,
    ratio: sparseSeconds / denseSeconds,
    breakEven: firstFrom(pays, Math.max(deepest, promptTokens)),
    extrapolated: promptTokens + answerTokens > deepest,
  }
}

/** Where `callCost` tells nothing of a series: a sentence that says why. */
export const whyNoCallCost = ({ points }: CostSeries): string =>
  points.some(({ dense }) => dense.prefill !== null)
    ? 'Not compared: what one depth costs says nothing about longer texts.'
    : 'Not compared: no dense twin of this model can be made here, as it is too large.'

function curve({ points }: CostSeries, kind: Kind, what: 'prefill' | 'decode'): Point[] {
  return points.flatMap((point) => {
    const seconds = point[kind][what]
    return seconds === null ? [] : [{ depth: point.depth, seconds }]
  })
}

/** Seconds at a depth: between points in a straight line, beyond the last one as between the last two. */
function at(points: readonly Point[], depth: number): number {
  const found = points.findIndex((point) => point.depth >= depth)
  const right = found < 0 ? points.length - 1 : Math.max(1, found)
  const [a, b] = [points[right - 1]!, points[right]!]
  return Math.max(0, a.seconds + ((b.seconds - a.seconds) * (depth - a.depth)) / (b.depth - a.depth))
}

/** Seconds for the tokens [from, to): exact for a curve of straight lines. */
function integral(points: readonly Point[], from: number, to: number): number {
  const edges = [from, ...points.map(({ depth }) => depth).filter((depth) => depth > from && depth < to), to]
  let sum = 0
  for (let i = 1; i < edges.length; i++) {
    sum += ((at(points, edges[i - 1]!) + at(points, edges[i]!)) / 2) * (edges[i]! - edges[i - 1]!)
  }
  return sum
}

/** The least prompt length from which on it always holds, in steps of about 1%; null if it doesn't at the end. */
function firstFrom(holds: (prompt: number) => boolean, most: number): number | null {
  let first: number | null = null
  for (let prompt = 0; prompt <= most; prompt += Math.max(16, Math.floor(prompt / 100))) {
    if (!holds(prompt)) first = null
    else first ??= prompt
  }
  return first
}
