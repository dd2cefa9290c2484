import { describe, expect, it } from 'vitest'
import { describeRandomModel, SMALL } from '../../../../../electron/cost/random_model'
import type { Layout } from '../../../../../electron/models/plan/layout'
import { cacheBytes, computeBytes } from '../../../../../electron/models/plan/memory'
import { shapeOf } from '../../../../../electron/models/plan/shape'
import type { Machine } from '../../../../../electron/shared/ipc/plan_data'
import { headerOf } from '../../../../fixtures/models/full_size'

const dims = { ...SMALL, vocabulary: 512, hidden: 256, feedForward: 512, expertFeedForward: 64, experts: 8 }
const { metadata, tensors } = describeRandomModel(dims, 'Q8_0', 'Q8_0')
const header = headerOf(metadata, tensors)
const shape = shapeOf(header)

const unknown = { bandwidth: null, operations: null }
const gpu = { name: 'GPU', totalBytes: 1, freeBytes: 1, shared: false, ...unknown, link: null }
/** GPUs that compute in the graph's own order, on which Vulkan's pipelines stand for those of all. */
const machine = (gpus: number): Machine => ({
  name: 'made up',
  host: { totalBytes: 1, freeBytes: 1, cores: 1, ...unknown, disk: null },
  gpus: Array.from({ length: gpus }, () => ({ ...gpu, backend: 'cuda' as const })),
})
const compute = (layout: Partial<Layout>) => {
  const whole = { context: 4096, keys: 'f16' as const, gpuLayers: 0, cpuExperts: 0, split: [], ...layout }
  return computeBytes(header, shape, whole, machine(whole.split.length))
}

/**
 * Figures of llama.cpp v0.5.0: what it would allocate for these layouts (`no_alloc`) on one and on three devices of Mesa's
 * lavapipe, with GGML_VK_DISABLE_GRAPH_OPTIMIZE=1. Main memory comes last. What the CPU alone takes is compared with
 * llama.cpp itself in test/native/memory.test.ts.
 */
describe('compute buffers beside those of llama.cpp', () => {
  it.each<[string, Partial<Layout>, number[]]>([
    ['one GPU with all layers', { gpuLayers: 5, split: [5] }, [115_421_184, 9_517_056]],
    ['experts in main memory', { gpuLayers: 5, split: [5], cpuExperts: 4 }, [115_419_136, 9_517_056]],
    ['half of the layers in main memory', { gpuLayers: 3, split: [3] }, [144_058_880, 10_172_416]],
    ['the same, deep', { gpuLayers: 3, split: [3], context: 33_000 }, [321_857_920, 69_416_960]],
    ['three GPUs in a pipeline', { gpuLayers: 5, split: [2, 2, 1] }, [133_996_544, 136_101_888, 3_670_016, 34_922_496]],
    [
      'three GPUs, experts in main memory',
      { gpuLayers: 5, split: [2, 2, 1], cpuExperts: 4 },
      [107_030_528, 107_030_528, 1_572_864, 9_517_056],
    ],
    [
      'three GPUs with half of the layers',
      { gpuLayers: 3, split: [1, 1, 1] },
      [139_864_576, 102_838_272, 1_572_864, 10_172_416],
    ],
  ])('%s', (_, layout, expected) => {
    const bytes = compute(layout)
    expect(bytes).toHaveLength(expected.length)
    for (const [i, wanted] of expected.entries()) expect(bytes[i]! / wanted).toBeCloseTo(1, 4)
  })
})

it('counts a KV cache by cells of 256, on the device of each layer', () => {
  const layout = { context: 1000, gpuLayers: 3, cpuExperts: 0, split: [3] }
  // 576 of attention and 128 of the indexer; four layers, of which the GPU has two, and the output
  expect(cacheBytes(shape, { ...layout, keys: 'f16' })).toEqual([2 * 1024 * 704 * 2, 2 * 1024 * 704 * 2])
  expect(cacheBytes(shape, { ...layout, keys: 'q8_0' })).toEqual([2 * 1024 * 22 * 34, 2 * 1024 * 22 * 34])
})
