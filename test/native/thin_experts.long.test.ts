import { mkdtempSync, rmSync, statfsSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type MemoryUse, type NativeContext, type NativeModel, native, withCancel } from '../../electron/engine/native'
import type { Trace } from '../../electron/engine/native_trace'
import { physicalCores } from '../../electron/engine/threads'
import { allocatedBytes } from '../../electron/models/plan/memory'
import { recorderBytes } from '../../electron/models/plan/recorder_memory'
import { type Header, shapeOf } from '../../electron/models/plan/shape'
import { THIN, writeThinExperts } from '../fixtures/models/thin_experts'

/**
 * V3.2-Exp with all its numbers but the width of its experts, read and traced: about a second a token on two cores.
 * SPARSELENS_FULL_TOKENS=2304 reads more than enter attention (2,048), 32768 a whole long document, for hours.
 */
const READ = Number(process.env.SPARSELENS_FULL_TOKENS ?? 300)
const SAID = 4
const ROOM = 64
const LAYERS = THIN.layers - 1
const SENTENCE = 24

const folder = mkdtempSync(join(tmpdir(), 'sparselens-thin-'))
afterAll(() => rmSync(folder, { recursive: true }))

let path: string
let header: Header
let model: NativeModel
let context: NativeContext

beforeAll(() => {
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize < 14e9) throw new Error(`This test writes a file of 10 GB into ${tmpdir()}, which has less.`)
  path = writeThinExperts(folder)
})
afterAll(async () => {
  await context?.close()
  model?.close()
})

const sum = (uses: MemoryUse[], of: 'weights' | 'cache' | 'compute') => uses.reduce((all, use) => all + use[of], 0)

it('is the real shape, checked', async () => {
  header = (await native().inspectModel(path, true)) as Header
  expect(header).toMatchObject({ layers: 61, topK: 2048, vocabulary: 129_280 })
  expect(header.numbers).toMatchObject({
    block_count: 62,
    nextn_predict_layers: 1,
    'attention.head_count': 128,
    'attention.indexer.head_count': 64,
    expert_count: 256,
    embedding_length: 7168,
  })
  expect(statSync(path).size).toBeGreaterThan(9e9)
})

it('is planned to what llama.cpp plans and then allocates', async () => {
  const shape = shapeOf(header)
  const length = READ + ROOM
  const host = { totalBytes: 1, freeBytes: 1, cores: 1, bandwidth: null, operations: null, disk: null }
  const layout = { context: length, keys: 'f16' as const, gpuLayers: 0, split: [], cpuExperts: 0 }
  const plan = allocatedBytes(header, shape, layout, { name: 'only a processor', host, gpus: [] })
  const options = { length, threads: physicalCores() }
  const simulated = await native().simulateMemory(path, { gpuLayers: 0, topK: 0 }, options)
  // llama.cpp takes a bias of the block that it doesn't load: 1 KB
  expect(sum(simulated, 'weights') - plan.weights[0]!).toBe(1024)
  model = await withCancel(undefined, () => native().Model.load(path, { gpuLayers: 0, topK: 0 }))
  context = await native().Context.create(model, options)
  const held = context.memory()
  expect({ cache: sum(held, 'cache'), compute: sum(held, 'compute') }).toEqual({
    cache: plan.cache[0],
    compute: plan.compute[0],
  })
})

it('reads a document, and every layer of an answer is traced', { timeout: 20 * 3600_000 }, async () => {
  const tokens = Int32Array.from({ length: READ + SAID }, (_, i) => 2 + ((i * 7919) % 256))
  const sentences = Int32Array.from({ length: 2 * Math.floor(READ / SENTENCE) }, (_, i) => SENTENCE * ((i + 1) >> 1))
  context.beginDocument(sentences, 1)
  await withCancel(undefined, (cancel) => context.evaluate(tokens.subarray(0, READ), 'document', undefined, cancel))
  context.beginAnswer(READ, {})
  for (let i = 0; i < SAID; i++) await context.step(tokens[READ + i]!)
  const trace = context.endAnswer()!
  expectTraced(trace)
  const [size, planned] = [await savedBytes(trace), recorderBytes(shapeOf(header), READ + ROOM, trace.info.tokens)]
  console.log(JSON.stringify({ read: READ, said: trace.info.tokens, traceBytes: size, plannedBytes: planned }))
  // rows of a short text have fewer sentences, and fewer positions that missed, than are planned for
  expect(size).toBeLessThan(1.03 * planned)
  trace.close()
})

function expectTraced(trace: Trace) {
  expect(trace.info).toMatchObject({ layers: LAYERS, promptLength: READ, kinds: [] })
  for (let token = 0; token < trace.info.tokens; token++) {
    for (let layer = 0; layer < LAYERS; layer++) {
      const { positions, scores, missed } = trace.row(token, layer)
      const visible = READ + token + 1
      expect(positions).toHaveLength(Math.min(THIN.topK, visible))
      expect(new Set(positions).size).toBe(positions.length)
      expect(positions.at(-1)!).toBeLessThan(visible)
      expect(scores.every(Number.isFinite)).toBe(true)
      expect(missed).toHaveLength(Math.min(64, visible - positions.length))
    }
  }
}

async function savedBytes(trace: Trace): Promise<number> {
  const file = join(folder, 'answer.trace')
  await trace.save(file, '{}')
  return statSync(file).size
}
