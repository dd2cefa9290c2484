import { type NativeContext, type NativeModel, native, withCancel } from '../engine/native'
import type { CostSeries } from '../shared/ipc/cost_data'

type Point = CostSeries['points'][number]
type Cost = Point['sparse']

/** A model in the two ways it is measured. */
export interface Pair {
  sparse: NativeModel
  /** Absent where no twin can be made. */
  dense?: NativeModel
}

export interface DepthOptions {
  threads: number
  /** Deepest point. */
  most: number
  /** Bytes of KV cache for one token. */
  bytesPerToken: number
  /** A depth that would take longer than this, by the last ones, is not begun. */
  seconds: number
  onPoint?: (note: string, done: number, total: number) => void
  signal?: AbortSignal
}

const DEPTHS = [0, 512, 1024, 2048, 4096, 8192, 16_384, 32_768, 65_536, 131_072]
/** Tokens read to fill the cache with: deeper ones are copies. */
const SEED_TOKENS = 128
const DECODED = 24
/** Each is measured this often, unless it takes long: of short ones a passing disturbance would be most. */
const RUNS = 3
/** Seconds. */
const LONG = 3
/** Tokens that are read at once at a depth: fewer where each takes longer. */
const batchAt = (depth: number) => (depth < 8192 ? 256 : depth < 32_768 ? 128 : 64)
/** A KV cache is filled by way of a copy of it. */
const COPIES = 2.2

/** Seconds per token at growing depth, sparse and dense in turn, so that whatever slows the machine down meets both. */
export async function measureDepths(pair: Pair, options: DepthOptions): Promise<Pick<CostSeries, 'points' | 'end'>> {
  const depths = DEPTHS.filter((depth) => depth <= options.most)
  const points: Point[] = []
  let last = 0
  let end: CostSeries['end'] = depths.length < DEPTHS.length ? 'context' : 'done'
  for (const [i, depth] of depths.entries()) {
    const length = depth + batchAt(depth) + DECODED + SEED_TOKENS
    if (length * options.bytesPerToken * COPIES > process.availableMemory()) end = 'memory'
    else if (last * 2.5 > options.seconds) end = 'time' // twice as deep takes about twice as long
    if (end === 'memory' || end === 'time') break
    const started = performance.now()
    const note = (kind: string) =>
      options.onPoint?.(`${kind}, ${depth.toLocaleString('en-US')} tokens before`, i, depths.length)
    note('sparse')
    const sparse = await costAt(pair.sparse, depth, length, options)
    if (pair.dense) note('dense')
    const dense = pair.dense ? await costAt(pair.dense, depth, length, options) : { prefill: null, decode: null }
    points.push({ depth, sparse, dense })
    last = (performance.now() - started) / 1000
  }
  options.onPoint?.('done', depths.length, depths.length)
  return { points, end }
}

async function costAt(
  model: NativeModel,
  depth: number,
  length: number,
  { threads, signal }: DepthOptions,
): Promise<Cost> {
  signal?.throwIfAborted() // what follows can't be stopped
  const padded = Math.ceil(length / 256) * 256
  const context = await withCancel(signal, () => native().Context.create(model, { length: padded, threads }))
  try {
    const ids = Int32Array.from({ length: SEED_TOKENS }, (_, i) => 3 + ((i * 7) % 200))
    await evaluate(context, ids, signal) // also warms up
    signal?.throwIfAborted()
    if (depth > 0) await context.fill(depth)
    const batch = Int32Array.from({ length: batchAt(depth) }, (_, i) => ids[i % ids.length]!)
    const batches = await timesOf(RUNS, () => {
      context.trim(depth)
      return evaluate(context, batch, signal)
    })
    const steps = await timesOf(DECODED, (i) => evaluate(context, ids.subarray(i, i + 1), signal))
    return { prefill: Math.min(...batches) / batch.length, decode: median(steps) }
  } finally {
    await context.close()
  }
}

const evaluate = (context: NativeContext, ids: Int32Array, signal?: AbortSignal) =>
  withCancel(signal, (cancel) => context.evaluate(ids, 'off', undefined, cancel))

/** Seconds of every run, at most so many. */
async function timesOf(runs: number, work: (run: number) => Promise<void>): Promise<number[]> {
  const times: number[] = []
  for (let run = 0, spent = 0; run < runs && spent < LONG; run++) {
    const started = performance.now()
    await work(run)
    times.push((performance.now() - started) / 1000)
    spent += times.at(-1)!
  }
  return times
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1]!
