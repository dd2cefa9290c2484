import { type NativeContext, native, type Watch } from '../../electron/engine/native'
import { physicalCores } from '../../electron/engine/threads'
import { builtInModel } from '../../electron/models/builtin'
import { PROSE, sentencesUpTo } from './prose'

/** Milliseconds per token with and without the trace, and the median of their ratios (1.03: tracing costs 3%). */
export interface TraceCost {
  depth: number
  pairs: number
  /** Tokens that were evaluated at once. */
  batch: number
  plain: number
  traced: number
  ratio: number
  /** Half of the pairs lie between these. */
  quartiles: [number, number]
}

const DEPTH = 1024
const DECODE_PAIRS = 320
const PREFILL_PAIRS = 12
const PREFILL_BATCH = 128

/** What tracing costs in decode and in prefill, on the built-in model; less than a minute. */
export async function measureTraceCost(): Promise<{ decode: TraceCost; prefill: TraceCost }> {
  const model = await native().Model.load(builtInModel(), { gpuLayers: 0, topK: 0 })
  const length = DEPTH + 2 * DECODE_PAIRS + 256
  const context = await native().Context.create(model, { length, threads: physicalCores() })
  const { ids } = await model.tokenize(PROSE, false)
  context.beginDocument(sentencesUpTo(DEPTH), 1)
  await context.evaluate(ids.subarray(0, DEPTH), 'document')
  const prefill = await compare(context, ids, 'question', PREFILL_BATCH, PREFILL_PAIRS)
  // deeper with every token, as an answer is
  const decode = await compare(context, ids, 'answer', 1, DECODE_PAIRS)
  await context.close()
  model.close()
  return { decode, prefill }
}

/**
 * Evaluates neighbours in turn, one of them watched, the first of a pair changing: whatever slows the machine down for a
 * while meets both. Batches of many tokens all start at the same depth.
 */
async function compare(context: NativeContext, ids: Int32Array, watch: Watch, batch: number, pairs: number) {
  const depth = context.length()
  context.beginAnswer(depth, {})
  const once = async (how: Watch) => {
    if (batch > 1) context.trim(depth)
    const at = context.length()
    const started = performance.now()
    await context.evaluate(ids.subarray(at, at + batch), how)
    return (performance.now() - started) / batch
  }
  const [plain, traced, ratios]: number[][] = [[], [], []]
  for (let pair = -1; pair < pairs; pair++) {
    const first = await once(pair % 2 ? 'off' : watch)
    const second = await once(pair % 2 ? watch : 'off')
    if (pair < 0) continue // warms up
    const [off, on] = pair % 2 ? [first, second] : [second, first]
    plain!.push(off)
    traced!.push(on)
    ratios!.push(on / off)
  }
  context.endAnswer()
  context.trim(depth)
  const cost: TraceCost = {
    depth,
    pairs,
    batch,
    plain: median(plain!),
    traced: median(traced!),
    ratio: median(ratios!),
    quartiles: [quantile(ratios!, 0.25), quantile(ratios!, 0.75)],
  }
  return cost
}

export const median = (values: number[]): number => quantile(values, 0.5)

function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) * share)]!
}
