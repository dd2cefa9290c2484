import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type Value, writeGguf } from '../../electron/cost/gguf_writer'
import { type Dims, describeRandomModel, SMALL, V32_ATTENTION } from '../../electron/cost/random_model'
import { type MemoryUse, type NativeContext, type NativeModel, native, withCancel } from '../../electron/engine/native'
import type { Layout } from '../../electron/models/plan/layout'
import { allocatedBytes } from '../../electron/models/plan/memory'
import { type Header, shapeOf } from '../../electron/models/plan/shape'
import type { KeyType, Machine } from '../../electron/shared/ipc/plan_data'
import { TINY_MODEL } from '../fixtures/models/broken'
import { writeFullSize } from '../fixtures/models/full_size'
import { addNextTokenBlock, changedModel } from '../fixtures/models/real_files'

const folder = mkdtempSync(join(tmpdir(), 'sparselens-memory-'))
afterAll(() => rmSync(folder, { recursive: true }))

const narrow: Dims = {
  ...SMALL,
  hidden: 256,
  heads: 8,
  queryRank: 128,
  indexHeads: 16,
  vocabulary: 512,
  feedForward: 512,
  expertFeedForward: 64,
  experts: 8,
}

function made(name: string, dims: Dims, own: Record<string, Value> = {}, without?: RegExp): string {
  const { metadata, tensors } = describeRandomModel(dims, 'Q8_0', 'Q8_0')
  const path = join(folder, `${name}.gguf`)
  const kept = without ? tensors.filter((tensor) => !without.test(tensor.name)) : tensors
  writeGguf(path, { ...metadata, ...own }, kept)
  return path
}

/** All with indexers, and all but two with experts. */
const MODELS: [string, () => string][] = [
  ['experts after a plain layer', () => made('plain', narrow)],
  ['128 heads, as V3.2 has', () => made('heads', { ...V32_ATTENTION, hidden: 256, queryRank: 256, denseLayers: 0 })],
  [
    'experts in groups',
    () =>
      made(
        'groups',
        { ...narrow, experts: 64, usedExperts: 8, layers: 3 },
        { 'deepseek32.expert_group_count': { u32: 8 }, 'deepseek32.expert_group_used_count': { u32: 4 } },
      ),
  ],
  [
    'one expert a token, neither normalized nor scaled',
    () =>
      made(
        'one',
        { ...narrow, usedExperts: 1 },
        { 'deepseek32.expert_weights_norm': { bool: false }, 'deepseek32.expert_weights_scale': { f32: 1 } },
      ),
  ],
  ['few positions selected, many layers', () => made('few', { ...narrow, topK: 64, indexHeads: 8, layers: 9 })],
  [
    'another shape of attention, a large vocabulary',
    () =>
      made('other', {
        ...narrow,
        keyRank: 128,
        nope: 64,
        value: 64,
        rope: 32,
        heads: 16,
        indexDim: 64,
        vocabulary: 9000,
      }),
  ],
  ['no experts', () => made('dense', { ...narrow, denseLayers: 4 })],
  [
    'embeddings that serve as output, no bias for experts',
    () => made('tied', narrow, {}, /^output\.weight|exp_probs_b/),
  ],
  ['a block that predicts a further token', () => changedModel(folder, 'next.gguf', addNextTokenBlock)],
  ['the tiny model', () => TINY_MODEL],
]

const machine: Machine = {
  name: 'only a processor',
  host: { totalBytes: 1, freeBytes: 1, cores: 1, bandwidth: null, operations: null, disk: null },
  gpus: [],
}

async function planned(path: string, layout: Pick<Layout, 'context' | 'keys'>) {
  const header = (await native().inspectModel(path, true)) as Header
  const whole = { ...layout, gpuLayers: 0, split: [], cpuExperts: 0 }
  const { weights, cache, compute } = allocatedBytes(header, shapeOf(header), whole, machine)
  return { weights: weights[0]!, cache: cache[0]!, compute: compute[0]! }
}

function sum(uses: MemoryUse[]) {
  const of = (key: 'weights' | 'cache' | 'compute') => uses.reduce((total, use) => total + use[key], 0)
  return { weights: of('weights'), cache: of('cache'), compute: of('compute') }
}

/** What is really allocated, where weights are copied: mapped ones are counted with what lies between them in the file. */
async function allocated(path: string, length: number, keys: KeyType) {
  let model: NativeModel | undefined
  let context: NativeContext | undefined
  try {
    model = await withCancel(undefined, () => native().Model.load(path, { gpuLayers: 0, topK: 0, mapped: false }))
    context = await native().Context.create(model, { length, threads: 1, keys })
    return sum(context.memory())
  } finally {
    await context?.close()
    model?.close()
  }
}

const CONTEXT = 1500

describe('a plan says to the byte what llama.cpp allocates', () => {
  it.each(MODELS)('%s', async (_, make) => {
    const path = make()
    const plan = await planned(path, { context: CONTEXT, keys: 'f16' })
    expect(plan).toEqual(await allocated(path, CONTEXT, 'f16'))
    const simulated = await native().simulateMemory(path, { gpuLayers: 0, topK: 0 }, { length: CONTEXT, threads: 1 })
    expect(sum(simulated)).toEqual(plan)
  })

  it('a KV cache in Q8_0', async () => {
    const path = join(folder, 'plain.gguf')
    const plan = await planned(path, { context: CONTEXT, keys: 'q8_0' })
    expect(plan).toEqual(await allocated(path, CONTEXT, 'q8_0'))
    expect(plan.cache).toBe(4 * 1536 * 22 * 34)
  })

  it('a context shorter than a ubatch', async () => {
    const path = join(folder, 'plain.gguf')
    expect(await planned(path, { context: 201, keys: 'f16' })).toEqual(await allocated(path, 201, 'f16'))
  })
})

it('a plan of V3.2-Exp at its full size agrees with what llama.cpp plans for it', async () => {
  const path = writeFullSize(folder, 'Q4_K_M')
  const context = 131_072
  const plan = await planned(path, { context, keys: 'f16' })
  const uses = sum(await native().simulateMemory(path, { gpuLayers: 0, topK: 0 }, { length: context, threads: 1 }))
  expect(plan.cache).toBe(uses.cache)
  expect(plan.compute).toBe(uses.compute)
  // llama.cpp takes a bias of the block that it doesn't load: 1 KB of 376 GiB
  expect(uses.weights - plan.weights).toBe(1024)
})

it('a model that only is simulated holds nothing', async () => {
  const before = process.memoryUsage().rss
  const path = join(folder, 'V3.2-Exp-Q4_K_M.gguf')
  await native().simulateMemory(path, { gpuLayers: 0, topK: 0 }, { length: 8192, threads: 1 })
  expect(process.memoryUsage().rss - before).toBeLessThan(2 ** 30)
})

it('reads alike with a KV cache in Q8_0', async () => {
  const path = join(folder, 'plain.gguf')
  const model = await withCancel(undefined, () => native().Model.load(path, { gpuLayers: 0, topK: 0 }))
  const logitsAfter = async (tokens: Int32Array, keys: KeyType) => {
    const context = await native().Context.create(model, { length: 256, threads: 1, keys })
    await context.evaluate(tokens, 'off')
    const logits = context.logits()
    await context.close()
    return logits
  }
  const differences: number[] = []
  for (const step of [3, 5, 7, 9, 11]) {
    const tokens = Int32Array.from({ length: 96 }, (_, i) => 3 + ((i * step) % 200))
    const [exact, rounded] = [await logitsAfter(tokens, 'f16'), await logitsAfter(tokens, 'q8_0')]
    const difference = Math.hypot(...exact.map((value, i) => value - rounded[i]!))
    expect(difference).toBeGreaterThan(0) // it is another cache
    differences.push(difference / Math.hypot(...exact))
  }
  model.close()
  // experts at random are chosen otherwise at the least rounding now and then, whatever computes: 0.18 to 0.37
  expect(differences.sort((a, b) => a - b)[2]).toBeLessThan(0.05)
})

it('refuses a type of KV cache that it does not know', () => {
  const how = { length: 256, threads: 1, keys: 'q3' as KeyType }
  expect(() => native().simulateMemory(TINY_MODEL, { gpuLayers: 0, topK: 0 }, how)).toThrow(/can't be of type q3/)
})

/** Bytes of this process's own memory that are really there: Linux counts them in pages. */
function resident(): number {
  const [, pages, shared] = readFileSync('/proc/self/statm', 'utf8').split(' ').map(Number)
  return (pages! - shared!) * 4096
}

describe.runIf(process.platform === 'linux')('a KV cache', () => {
  it('takes memory as it fills, not for all positions of its context', async () => {
    const model = await withCancel(undefined, () => native().Model.load(TINY_MODEL, { gpuLayers: 0, topK: 0 }))
    const before = resident()
    const context = await native().Context.create(model, { length: 100_000, threads: 1 })
    try {
      const { cache, compute } = sum(context.memory())
      expect(cache + compute).toBeGreaterThan(200e6)
      expect(resident() - before).toBeLessThan(60e6)
    } finally {
      await context.close()
      model.close()
    }
  })
})
