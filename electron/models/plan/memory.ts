import type { DeviceMemory, Machine } from '../../shared/ipc/plan_data'
import { GIB } from '../../shared/shown/gib'
import { aligned } from './allocator'
import { deepseekGraph } from './deepseek_graph'
import { cellsOf, deviceOf, type Layout, loadedTensors, placeOf, rowBytes } from './layout'
import { recorderBytes } from './recorder_memory'
import { ALIGNMENT, reservedBytes } from './reserve'
import { PIPELINE_COPIES, schedule } from './schedule'
import type { Header, Shape } from './shape'

/** Tokens that our engine reads at once at most (native/addon/engine/context.cpp), for which llama.cpp reserves its buffers. */
export const mostAtOnce = ({ experts }: Pick<Shape, 'experts'>, onGpu: boolean) => (onGpu || experts > 0 ? 512 : 256)
/** Alignment of a GPU's buffers. */
const GPU_ALIGNMENT = 128
/** What a GPU's runtime, kernels and pools take beside llama.cpp's buffers: an assumption. */
const GPU_RUNTIME = 512 * 2 ** 20

/** Bytes that llama.cpp allocates, by device: main memory comes last. */
export interface Allocated {
  weights: number[]
  cache: number[]
  compute: number[]
}

/** What llama.cpp allocates for a context of our engine: as it counts itself, to the byte on the CPU. */
export function allocatedBytes(header: Header, shape: Shape, layout: Layout, machine: Machine): Allocated {
  return {
    weights: weightBytes(header, shape, layout),
    cache: cacheBytes(shape, layout),
    compute: computeBytes(header, shape, layout, machine),
  }
}

const none = ({ split }: Layout): number[] => Array.from({ length: split.length + 1 }, () => 0)

export function weightBytes(header: Header, shape: Shape, layout: Layout): number[] {
  const sums = none(layout)
  for (const tensor of loadedTensors(header).values()) {
    const device = placeOf(tensor, shape, layout)
    const isHost = device === layout.split.length
    // in main memory, embeddings that serve as output are there once
    const isSame = isHost && tensor.name === 'output.weight' && !header.tensors.some(({ name }) => name === tensor.name)
    if (!isSame) sums[device]! += aligned(tensor.bytes, isHost ? ALIGNMENT : GPU_ALIGNMENT)
  }
  return sums
}

/** Keys of attention and of the indexer; MLA keeps no values. */
export function cacheBytes(shape: Shape, layout: Layout): number[] {
  const sums = none(layout)
  const { keys, indexKeys } = layerCache(shape, layout)
  for (let layer = 0; layer < shape.layers; layer++) sums[deviceOf(layer, shape, layout)]! += keys + indexKeys
  return sums
}

function layerCache({ keyRank, rope, indexDim }: Shape, { context, keys }: Layout) {
  const cells = cellsOf(context)
  return { keys: cells * rowBytes(keyRank + rope, keys), indexKeys: cells * rowBytes(indexDim, keys) }
}

export function computeBytes(header: Header, shape: Shape, layout: Layout, machine: Machine): number[] {
  const { gpus } = machine
  const host = gpus.length
  const tensors = loadedTensors(header)
  const length = cellsOf(layout.context)
  const cache = layerCache(shape, layout)
  const graph = deepseekGraph(shape, {
    tokens: 2 * Math.ceil(Math.min(mostAtOnce(shape, layout.gpuLayers > 0), layout.context) / 2), // for each of its two sequences as many
    length,
    caches: Array.from({ length: shape.layers }, (_, layer) => ({ ...cache, device: deviceOf(layer, shape, layout) })),
    eager: gpus.some(({ backend }) => backend === 'vulkan'),
    weights: (name) => {
      const tensor = tensors.get(name)
      return { device: tensor ? placeOf(tensor, shape, layout) : host, bytes: tensor?.bytes ?? 0 }
    },
  })
  const isPipeline =
    gpus.length > 1 &&
    layout.gpuLayers > shape.blocks &&
    layout.cpuExperts === 0 &&
    gpus.every(({ backend }) => backend !== 'metal')
  const copies = isPipeline ? PIPELINE_COPIES : 1
  return reservedBytes(schedule(graph, { devices: host + 1, offload: host > 0, copies }), host + 1)
}

/** What SparseLens and the process hold of main memory beside llama.cpp's buffers. */
export interface HostPart {
  trace: number
  other: number
}

/** All that a layout holds on each device, our own part included. `compute`: what computeBytes says. */
export function deviceMemory(
  header: Header,
  shape: Shape,
  layout: Layout,
  compute: readonly number[],
  machine: Machine,
  answerTokens: number,
): DeviceMemory[] {
  const allocated = { weights: weightBytes(header, shape, layout), cache: cacheBytes(shape, layout), compute }
  const trace = recorderBytes(shape, layout.context, answerTokens)
  return heldMemory(allocated, { trace, other: hostOther(shape, layout.gpuLayers > 0) }, machine)
}

/** By device, with what GPUs and the process take besides; a GPU that holds neither weights nor keys isn't used. */
export function heldMemory(
  { weights, cache, compute }: { [part in keyof Allocated]: readonly number[] },
  own: HostPart,
  machine: Machine,
): DeviceMemory[] {
  const named = [...machine.gpus, { ...machine.host, name: 'Main memory' }]
  return named.map(({ name, freeBytes }, device) => {
    const isHost = device === machine.gpus.length
    const isUsed = isHost || weights[device]! + cache[device]! > 0
    const part = {
      weights: weights[device]!,
      cache: cache[device]!,
      compute: isUsed ? compute[device]! : 0,
      trace: isHost ? own.trace : 0,
      other: isHost ? own.other : isUsed ? GPU_RUNTIME : 0,
    }
    const total = Object.values(part).reduce((a, b) => a + b, 0)
    return { name, kind: isHost ? ('host' as const) : ('gpu' as const), freeBytes, ...part, total }
  })
}

/**
 * The process itself, llama.cpp's bookkeeping, the vocabulary, and activations that products pack to bytes, of which the largest
 * are what all heads attended to.
 */
export function hostOther(shape: Pick<Shape, 'heads' | 'keyRank' | 'vocabulary' | 'experts'>, onGpu: boolean): number {
  const { heads, keyRank, vocabulary } = shape
  const packed = heads * keyRank * mostAtOnce(shape, onGpu) * (34 / 32)
  return Math.round(GIB / 8 + packed + vocabulary * 300)
}
