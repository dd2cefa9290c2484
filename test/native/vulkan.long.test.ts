import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { SMALL, writeRandomModel } from '../../electron/cost/random_model'
import { librariesFolder } from '../../electron/engine/libraries'
import { type LoadOptions, native, withCancel } from '../../electron/engine/native'
import type { ComputedPart } from '../../electron/shared/ipc/answer_data'
import { IndexerInputs } from './plain_indexer'

/**
 * A model on Vulkan's backend beside the same one on the CPU. Where there is no GPU, Mesa's lavapipe computes as one, a hundred
 * times slower: Debian's mesa-vulkan-drivers, and llama.cpp's libraries by
 *   npm install --no-save @node-llama-cpp/linux-x64-vulkan@3.22.1
 * The first run compiles shaders for many minutes; Mesa keeps them. With Mesa 22.3 and LLVM 15 one shader's coroutine frame
 * (CoroSplitPass) alone took more than a minute of a core, however few the layers are and with GALLIVM_PERF=nopt too, while
 * Vulkan's backend spins on another core.
 */
process.env.GGML_VK_VISIBLE_DEVICES ??= '0' // lavapipe is none that Vulkan's backend takes by itself

/** Why nothing can be tried here; '' if it can. */
function lacking(): string {
  if (!librariesFolder(true).endsWith('-vulkan')) return 'llama.cpp’s libraries for Vulkan are not installed'
  const devices = native(true).devices()
  return devices.some(({ name }) => /^Vulkan/.test(name)) ? '' : 'there is no Vulkan device'
}
const why = lacking()

const READ = 96
const SAID = 6
const LAYERS = 3
const HOUR = 3600_000

const folder = mkdtempSync(join(tmpdir(), 'sparselens-vulkan-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** V3.2's indexer, 64 x 128, and its latent attention, with little around them; Q8_0, as lavapipe fails with F32 weights. */
const DIMS = {
  ...SMALL,
  layers: LAYERS,
  hidden: 256,
  heads: 8,
  queryRank: 128,
  feedForward: 512,
  vocabulary: 512,
  experts: 8,
  expertFeedForward: 64,
  topK: 32,
}
const ids = Int32Array.from({ length: READ + SAID }, (_, i) => 2 + ((i * 7919 + ((i * i) % 31)) % 500))

interface Seen {
  /** By token and layer: what entered, and of it what differs from the scores recomputed from what this backend was given. */
  entered: Set<number>[]
  wrong: number
  computed: ComputedPart[]
}

async function traced(path: string, options: Partial<LoadOptions>): Promise<Seen> {
  const model = await withCancel(undefined, () => native(true).Model.load(path, { gpuLayers: 0, topK: 0, ...options }))
  const context = await native(true).Context.create(model, { length: 256, threads: 1 })
  const inputs = new IndexerInputs()
  context.capture(true)
  context.beginDocument(Int32Array.of(0, 48, 48, READ), 1)
  await context.evaluate(ids.subarray(0, READ), 'document')
  context.beginAnswer(READ, {})
  for (const token of ids.subarray(READ)) await context.step(token)
  inputs.add(context.takeCapture())
  const trace = context.endAnswer()!
  const seen: Seen = { entered: [], wrong: 0, computed: model.takeComputed() }
  for (let token = 0; token < trace.info.tokens; token++) {
    for (let layer = 0; layer < LAYERS; layer++) {
      const { position, positions } = trace.row(token, layer)
      seen.entered.push(new Set(positions))
      seen.wrong += wrongIn(positions, inputs, layer, position)
    }
  }
  trace.close()
  await context.close()
  model.close()
  return seen
}

/** A backend rounds keys and products in its own way: so near the last score that got in either may. */
const TIE = 1e-2

function wrongIn(positions: Int32Array, inputs: IndexerInputs, layer: number, position: number): number {
  const visible = Array.from({ length: position + 1 }, (_, i) => i)
  const scores = inputs.scores(layer, position, visible)
  const last = [...scores].sort((a, b) => b - a)[DIMS.topK - 1]!
  const entered = new Set(positions)
  expect(entered.size).toBe(DIMS.topK)
  return visible.filter(
    (at) => entered.has(at) !== scores[at]! >= last && Math.abs(scores[at]! - last) > TIE * Math.abs(last),
  ).length
}

/** The share of what entered on the one that entered on the other too. */
function common(one: Seen, other: Seen): number {
  const both = one.entered.map((row, i) => [...row].filter((position) => other.entered[i]!.has(position)).length)
  return both.reduce((a, b) => a + b, 0) / (one.entered.length * DIMS.topK)
}

describe.skipIf(why)(`on Vulkan${why && ` (left out: ${why})`}`, () => {
  const path = join(folder, 'random.gguf')
  let cpu: Seen

  it('a model without layers on the GPU is computed by the CPU alone', { timeout: HOUR }, async () => {
    writeRandomModel(path, 'Q8_0', DIMS, 'Q8_0')
    cpu = await traced(path, {})
    expect(cpu.wrong).toBe(0)
    expect(cpu.computed.filter(({ device }) => /^Vulkan/.test(device))).toEqual([])
  })

  it.each([
    ['with all layers on the GPU', 0],
    ['with attention on the GPU and experts on the CPU', LAYERS],
  ])('%s the same positions enter', { timeout: 3 * HOUR }, async (_, cpuExperts) => {
    const gpu = await traced(path, { gpuLayers: LAYERS + 1, cpuExperts })
    expect(gpu.wrong).toBe(0)
    expect(common(cpu, gpu)).toBeGreaterThanOrEqual(0.99)
    for (const { device } of gpu.computed) expect(device).toMatch(/^Vulkan/)
    expect(new Set(gpu.computed.map(({ what, when }) => `${what} ${when}`)).size).toBe(4)
  })
})
