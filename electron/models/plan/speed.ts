import type { Machine, Speed } from '../../shared/ipc/plan_data'
import { cellsOf, deviceOf, EMBEDDINGS, type Layout, loadedTensors, placeOf, rowBytes } from './layout'
import { mostAtOnce } from './memory'
import type { Header, Shape } from './shape'

/** Shares of what memory and arithmetic could give at best that llama.cpp is taken to reach: assumptions. */
export const BANDWIDTH_SHARE = 0.6
export const OPERATIONS_SHARE = 0.4
/** As native/addon/engine/context.cpp has them: tokens read at once fall with depth, the sooner the fewer cores there are. */
const SMALLEST_UBATCH = 16
const CORE_BUDGET = 2e9
const FEWEST_CORES = 2
const GPU_CORES = 128
/** From so many tokens on the GPU computes with experts of main memory, which are copied to it. */
const OFFLOADED = 32

const DEPTHS = [0, 32_768, 131_072]

/** Work of one token on one device. */
interface Work {
  bytes: number
  operations: number
  /** Of these bytes, those of experts in main memory. */
  hostExperts: number
}

/** About how fast a layout reads and writes, by what must be moved and computed for each token. */
export function speeds(header: Header, shape: Shape, layout: Layout, machine: Machine, threads: number): Speed[] {
  return DEPTHS.filter((depth) => depth === 0 || depth < layout.context).map((depth) => {
    const one = workOf(header, shape, layout, depth, 1)
    const tokens = Math.min(ubatchAt(shape, depth, threads, layout.gpuLayers > 0), layout.context)
    const many = workOf(header, shape, layout, depth, tokens)
    const sum = (key: 'bytes' | 'operations') => Math.round(one.reduce((total, work) => total + work[key], 0))
    return {
      depth,
      readTokensPerSecond: rate(many, machine, tokens),
      writeTokensPerSecond: rate(one, machine, 1),
      bytesPerToken: sum('bytes'),
      operationsPerToken: sum('operations'),
    }
  })
}

/** Context::UbatchAt with ggml-dsa. */
export function ubatchAt(shape: Shape, depth: number, threads: number, onGpu: boolean): number {
  const { heads, keyRank, rope, topK, indexHeads, indexDim } = shape
  const budget = CORE_BUDGET * Math.max(onGpu ? GPU_CORES : FEWEST_CORES, threads)
  const most = mostAtOnce(shape, onGpu)
  const reach = depth + most
  const attention = heads * (2 * keyRank + rope) * Math.min(reach, topK)
  const perToken = Math.max(attention, (indexHeads * indexDim * reach) / 4)
  let ubatch = most
  while (ubatch > SMALLEST_UBATCH && ubatch * perToken > budget) ubatch /= 2
  return ubatch
}

/** Per device, of a ubatch of `tokens`. */
function workOf(header: Header, shape: Shape, layout: Layout, depth: number, tokens: number): Work[] {
  const host = layout.split.length
  const work: Work[] = Array.from({ length: host + 1 }, () => ({ bytes: 0, operations: 0, hostExperts: 0 }))
  const used = shape.experts > 0 ? shape.usedExperts / shape.experts : 0
  // experts that at least one of the tokens takes, if they choose alike often
  const touched = 1 - (1 - used) ** tokens
  for (const tensor of loadedTensors(header).values()) {
    const { name, type, bytes, isExpert } = tensor
    if (name === EMBEDDINGS) continue
    const at = work[placeOf(tensor, shape, layout)]!
    const moved = isExpert ? bytes * touched : bytes
    at.bytes += moved
    if (isExpert && at === work[host]) at.hostExperts += moved
    at.operations += 2 * numbersOf(type, bytes) * (isExpert ? used : 1) * tokens
  }
  const attended = Math.min(shape.topK, depth + tokens)
  const width = shape.keyRank + shape.rope
  for (let layer = 0; layer < shape.layers; layer++) {
    const at = work[deviceOf(layer, shape, layout)]!
    const reach = Math.min(depth + tokens, cellsOf(layout.context))
    at.bytes += reach * rowBytes(shape.indexDim, layout.keys)
    // each token gathers its own rows, which overlap the more the fewer there are
    at.bytes += Math.min(reach, attended * tokens) * rowBytes(width, layout.keys)
    at.operations += 2 * tokens * shape.heads * (width + shape.keyRank) * attended
    at.operations += 2 * tokens * shape.indexHeads * shape.indexDim * reach
  }
  return work
}

const BITS: Record<string, number> = {
  f32: 32,
  f16: 16,
  bf16: 16,
  q8_0: 8.5,
  q6_K: 6.5625,
  q5_K: 5.5,
  q5_1: 6,
  q5_0: 5.5,
  q4_K: 4.5,
  q4_1: 5,
  q4_0: 4.5,
  q3_K: 3.4375,
  q2_K: 2.625,
}
/** Of a type that isn't listed. */
const ABOUT = 4.5

const numbersOf = (type: string, bytes: number) => (bytes * 8) / (BITS[type] ?? ABOUT)

/** Devices work one after the other, layer by layer; each is held up by memory or by arithmetic. */
function rate(work: readonly Work[], { host, gpus }: Machine, tokens: number): number | null {
  const isOffloaded = gpus.length > 0 && tokens >= OFFLOADED
  let seconds = 0
  for (const [device, { bytes, operations, hostExperts }] of work.entries()) {
    if (bytes === 0) continue
    const unit = gpus[device] ?? host
    const link = gpus[0]?.shared ? host.bandwidth : (gpus[0]?.link ?? null)
    const isHost = device === gpus.length
    const fetched = isHost && isOffloaded ? hostExperts : 0
    if (unit.bandwidth === null || (fetched > 0 && link === null)) return null
    // nobody says how fast the processor multiplies: fair for one token, which memory holds up, and not for many
    if (unit.operations === null && tokens > 1 && !(isHost && bytes === fetched)) return null
    const moving = (bytes - fetched) / (unit.bandwidth * BANDWIDTH_SHARE)
    const computing = unit.operations === null || fetched > 0 ? 0 : operations / (unit.operations * OPERATIONS_SHARE)
    seconds += Math.max(moving, computing) + (fetched > 0 ? fetched / (link! * BANDWIDTH_SHARE) : 0)
  }
  return tokens / seconds
}
