import { type NativeContext, native, type Watch } from '../../electron/engine/native'
import { physicalCores } from '../../electron/engine/threads'
import { builtInModel } from '../../electron/models/builtin'

/** Milliseconds per token with and without the trace, and the median of their ratios (1.03: tracing costs 3%). */
export interface TraceCost {
  depth: number
  tokens: number
  plain: number
  traced: number
  ratio: number
}

const ROUNDS = 15
const DECODE_TOKENS = 12
const PREFILL_TOKENS = 128

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!

/** Evaluates the same tokens at the same depth, in turn with and without being watched. */
async function compare(context: NativeContext, ids: Int32Array, watch: Watch, batch: number): Promise<TraceCost> {
  const depth = context.length()
  const once = async (how: Watch) => {
    context.beginAnswer(depth, {})
    const started = performance.now()
    for (let at = 0; at < ids.length; at += batch) await context.evaluate(ids.subarray(at, at + batch), how)
    const spent = (performance.now() - started) / ids.length
    context.endAnswer()
    context.trim(depth)
    return spent
  }
  await once(watch)
  const plain: number[] = []
  const traced: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    // in turn, the first one changing: whatever slows the machine down meets both
    for (const how of round % 2 ? (['off', watch] as const) : ([watch, 'off'] as const)) {
      ;(how === 'off' ? plain : traced).push(await once(how))
    }
  }
  const ratio = median(traced.map((value, i) => value / plain[i]!))
  return { depth, tokens: ids.length, plain: median(plain), traced: median(traced), ratio }
}

/** What tracing costs in decode and in prefill, on the built-in model. */
export async function measureTraceCost(depth = 1024): Promise<{ decode: TraceCost; prefill: TraceCost }> {
  const model = await native().Model.load(builtInModel(), { gpuLayers: 0, topK: 0 })
  const context = await native().Context.create(model, { length: depth + 512, threads: physicalCores() })
  const text = 'The harbour board met and spoke of rope, paint and lamps; the pier was not finished in time. '.repeat(
    200,
  )
  const { ids } = await model.tokenize(text, false)
  // sentences as in a document of about 20 tokens each, so that pooling has its usual work
  const sentences = Int32Array.from({ length: Math.floor(depth / 20) * 2 }, (_, i) => Math.ceil(i / 2) * 20)
  context.beginDocument(sentences, 1)
  await context.evaluate(ids.subarray(0, depth), 'document')
  const decode = await compare(context, ids.subarray(depth, depth + DECODE_TOKENS), 'answer', 1)
  context.trim(depth)
  const prefill = await compare(context, ids.subarray(depth, depth + PREFILL_TOKENS), 'question', PREFILL_TOKENS)
  await context.close()
  model.close()
  return { decode, prefill }
}
