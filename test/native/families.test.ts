import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type CapturedNode,
  type NativeContext,
  type NativeModel,
  native,
  withCancel,
} from '../../electron/engine/native'
import type { Trace } from '../../electron/engine/native_trace'
import type { ComputedPart } from '../../electron/shared/ipc/answer_data'
import { NO_SCORE } from '../../electron/shared/ipc/layer_kinds'
import { FAMILIES, layersOf, makeFamily } from '../fixtures/models/families/families'
import { readModel, writeModel } from '../fixtures/models/raw_model'
import { type Choice, chosenBlocks, chosenEntries, chosenQuarters, chosenTokens } from './family_choice'

const TEXT = 'The pier was closed on Monday. Rope is kept in the red shed. The board paid forty crowns for lamps. '
const READ = 150
const SAID = 8

const folder = mkdtempSync(join(tmpdir(), 'sparselens-families-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** What a trace calls the layers that a tiny model is made of. */
const KINDS: Record<string, string> = { full: 'chosen', csa: 'chosen', hca: 'entries', raw: 'window' }

const TOP_K = 16
const BLOCKS = { size: 16, k: 3 }
/** qwen4exp lets in the unfinished block beside whole ones. */
const QUARTERS = TOP_K + 3

function choice(family: string, nodes: readonly CapturedNode[], layer: number, position: number): Choice {
  if (family === 'deepseek4') return chosenEntries(nodes, layer, position, TOP_K)
  if (family === 'qwen4exp') return chosenQuarters(nodes, layer, position, QUARTERS)
  if (family !== 'minimax-m3') return chosenTokens(nodes, layer, position, TOP_K)
  // its products have no names: one a chosen layer, in order
  const chosen = layersOf(family).flatMap((kind, i) => (kind === 'chosen' ? [i] : []))
  const products = nodes.filter(({ op, position: begin, count }) => op === 'MUL_MAT' && position - begin < count)
  const ofToken = products.filter(({ position: begin }) => begin <= position)
  return chosenBlocks(
    ofToken.filter((_, i) => i % chosen.length === chosen.indexOf(layer)),
    position,
    BLOCKS,
  )
}

/** What computes each family's indexers and attention on the CPU, while an answer is written. */
const COMPUTED: Record<string, { indexers: string[]; attention: string[] }> = {
  deepseek32: { indexers: ['DSA'], attention: ['DSA sparse'] },
  'glm-dsa': { indexers: ['DSA'], attention: ['DSA sparse'] },
  dots3note: { indexers: ['DSA'], attention: ['CPU whole', 'DSA sparse'] },
  hy_v4: { indexers: ['DSA'], attention: ['DSA sparse'] },
  deepseek4: { indexers: ['DSA'], attention: ['CPU whole', 'DSA sparse'] },
  qwen4exp: { indexers: ['CPU'], attention: ['CPU masked'] },
  'minimax-m3': { indexers: ['CPU'], attention: ['CPU sparse', 'CPU whole'] },
}

const describePart = ({ device, way }: ComputedPart) => (way ? `${device} ${way}` : device)

describe.each(FAMILIES)('%s', (family) => {
  let model: NativeModel
  let context: NativeContext
  let trace: Trace
  let nodes: CapturedNode[]
  let ids: Int32Array
  let before: Float32Array

  beforeAll(async () => {
    model = await native().Model.load(makeFamily(folder, family), { gpuLayers: 0, topK: 0 })
    context = await native().Context.create(model, { length: 1024, threads: 1 })
    ids = (await model.tokenize(TEXT.repeat(3), false)).ids
    context.captureNodes(true)
    context.beginDocument(Int32Array.from([0, 50, 50, READ]), 1)
    await context.evaluate(ids.subarray(0, READ), 'document')
    context.beginAnswer(READ, {})
    for (let i = 0; i < SAID; i++) await context.step(ids[READ + i]!)
    before = context.logits()
    nodes = context.takeNodes()
    context.captureNodes(false)
    trace = context.endAnswer()!
  })
  afterAll(async () => {
    await context?.close()
    model?.close()
  })

  it('says what its layers do, as its graph computes them', () => {
    const kinds = layersOf(family).map((kind) => KINDS[kind] ?? kind)
    const { info } = trace
    expect(info.layers).toBe(kinds.length)
    if (kinds.every((kind) => kind === 'chosen')) expect(info.kinds).toEqual([])
    else expect(info.kinds.map(({ kind }) => kind)).toEqual(kinds)
    for (const [layer, { kind, from }] of info.kinds.entries()) {
      const own = kinds.lastIndexOf('chosen', layer)
      expect(from).toBe(kind === 'shared' ? own : undefined)
    }
  })

  it('is traced as it is recomputed from queries, keys and weights', () => {
    const layers = layersOf(family)
    for (let token = 0; token < SAID; token += 3) {
      const position = READ + token
      for (const [layer, kind] of layers.entries()) {
        if (kind === 'recurrent') {
          expect(() => trace.row(token, layer)).toThrow(/Nothing was recorded/)
          continue
        }
        const row = trace.row(token, layer)
        expect(row.position).toBe(position)
        const entered = [...row.positions]
        if (kind === 'dense' || kind === 'hca') {
          expect(entered).toEqual(Array.from({ length: position + 1 }, (_, i) => i))
        } else if (kind === 'window' || kind === 'raw') {
          expect(entered).toEqual(Array.from({ length: 32 }, (_, i) => position - 31 + i))
        } else {
          const from = kind === 'shared' ? trace.info.kinds[layer]!.from! : layer
          const { sure, possible } = choice(family, nodes, from, position)
          const all = new Set(entered)
          expect([...sure].filter((at) => !all.has(at))).toEqual([])
          expect(entered.filter((at) => !possible.has(at))).toEqual([])
          expect(sure.size).toBeGreaterThan(8)
        }
        const scored = row.scores.filter((score) => score !== NO_SCORE).length
        expect(scored > 0).toBe(['full', 'chosen', 'csa'].includes(kind))
      }
    }
  })

  it('is exact after it was trimmed, cut and loaded again', async () => {
    const goOn = async () => {
      for (let i = 0; i < SAID; i++) await context.evaluate(ids.subarray(READ + i, READ + i + 1), 'off')
      return context.logits()
    }
    const expectSame = (logits: Float32Array) => {
      const worst = Math.max(...logits.map((value, i) => Math.abs(value - before[i]!)))
      expect(worst).toBeLessThan(1e-3)
    }
    context.trim(READ)
    expect(context.length()).toBe(READ)
    expectSame(await goOn())
    context.trim(READ)
    await context.save(join(folder, `${family}.kv`))
    context.trim(0)
    await context.load(join(folder, `${family}.kv`))
    expect(context.length()).toBe(READ)
    context.beginAnswer(READ, {})
    for (let i = 0; i < SAID; i++) await context.step(ids[READ + i]!)
    expectSame(context.logits())
    const again = context.endAnswer()!
    for (let layer = 0; layer < trace.info.layers; layer++) {
      if (layersOf(family)[layer] === 'recurrent') continue
      expect([...again.row(SAID - 1, layer).positions]).toEqual([...trace.row(SAID - 1, layer).positions])
    }
    context.trim(READ)
    await context.beginBranch(new Int32Array())
    expectSame(await goOn())
    context.endBranch()
    expect(context.length()).toBe(READ)
    expectSame(await goOn())
    context.trim(READ)
  })

  it('says what computed it, as the scheduler placed it', async () => {
    const parts = model.takeComputed().filter(({ when }) => when === 'writing')
    const of = (what: string) => [...new Set(parts.filter((part) => part.what === what).map(describePart))].sort()
    expect({ indexers: of('indexer'), attention: of('attention') }).toEqual(COMPUTED[family])
  })

  it('is computed to the same bits by one thread and by two, where one may be left out (native/addon/engine/spared_cores.h)', async () => {
    if (!['deepseek32', 'glm-dsa', 'hy_v4'].includes(family)) return
    const logits = async (threads: number) => {
      const other = await native().Context.create(model, { length: 512, threads })
      await other.evaluate(ids.subarray(0, READ + SAID), 'off')
      const found = other.logits()
      await other.close()
      return found
    }
    expect(await logits(2)).toEqual(await logits(1))
    model.takeComputed()
  })

  it('is computed by ggml-dsa as llama.cpp does', async () => {
    if (family === 'qwen4exp' || family === 'minimax-m3') return // llama.cpp's own
    // nothing in it repeats: of equal scores another one may get in
    const tokens = Int32Array.from({ length: READ + SAID }, (_, i) => 2 + ((i * 7919 + ((i * i * 31) % 977)) % 300))
    const logits = async () => {
      const other = await native().Context.create(model, { length: 512, threads: 1 })
      await other.evaluate(tokens, 'off')
      const found = other.logits()
      await other.close()
      return found
    }
    process.env.GGML_DSA_OPS = 'none'
    const plain = await logits()
    delete process.env.GGML_DSA_OPS
    const ours = await logits()
    const size = Math.hypot(...plain)
    expect(Math.hypot(...plain.map((value, i) => value - ours[i]!)) / size).toBeLessThan(0.02)
    model.takeComputed()
  })

  it('leaves out a sentence exactly, or says that it cannot', async () => {
    const without = Int32Array.from([40, 60])
    if (family === 'deepseek4' || family === 'qwen4exp') {
      await expect(context.beginBranch(without)).rejects.toMatchObject({ code: 'cannot-leave-out' })
      expect(context.length()).toBe(READ)
      return
    }
    await context.beginBranch(without)
    context.beginAnswer(READ, {})
    await context.evaluate(ids.subarray(READ, READ + 1), 'answer')
    const branch = context.endAnswer()!
    for (let layer = 0; layer < branch.info.layers; layer++) {
      expect([...branch.row(0, layer).positions].filter((at) => at >= 40 && at < 60)).toEqual([])
    }
    context.endBranch()
    for (let i = 0; i < SAID; i++) await context.evaluate(ids.subarray(READ + i, READ + i + 1), 'off')
    const worst = Math.max(...context.logits().map((value, i) => Math.abs(value - before[i]!)))
    expect(worst).toBeLessThan(1e-3)
    context.trim(READ)
  })

  it('forces single tokens in where indexers choose them, and says so where they do not', async () => {
    if (model.info().unit !== 'token') {
      expect(() => context.force(Int32Array.from([3, 5]))).toThrow(/don't choose among single tokens/)
      return
    }
    const kinds = layersOf(family)
    const chosen = kinds.flatMap((kind, layer) => (['full', 'chosen'].includes(kind) ? [layer] : []))
    const missed = Array.from({ length: READ }, (_, at) => at).find((at) =>
      chosen.every((layer) => !trace.row(0, layer).positions.includes(at)),
    )!
    context.trim(READ)
    context.force(Int32Array.from([missed, missed + 1]))
    context.beginAnswer(READ, {})
    await context.step(ids[READ]!)
    const forced = context.endAnswer()!
    context.force(new Int32Array())
    context.trim(READ)
    for (const [layer, kind] of kinds.entries()) {
      const { positions, scores } = forced.row(0, layer)
      // layers with a window choose nothing, and see nothing before it
      expect([...positions].includes(missed)).toBe(kind !== 'window' || missed > READ - 32)
      if (kind !== 'window') expect(positions.length).toBe(TOP_K)
      // by the score that it has, not by the one that forced it
      if (chosen.includes(layer))
        expect(scores[positions.indexOf(missed)]!).toBeLessThan(forced.row(0, layer).lastIn + 1e6)
    }
  })

  it('shows what each key head chose, where heads choose for themselves', async () => {
    if (family !== 'minimax-m3') return
    context.trim(READ)
    context.showHeads(1)
    await context.evaluate(ids.subarray(READ, READ + 1), 'off')
    const { heads, areChoices, values } = context.takeHeads()
    context.trim(READ)
    expect({ heads, areChoices, length: values.length }).toEqual({ heads: 2, areChoices: true, length: 2 * (READ + 1) })
    const of = (head: number) => [...values.subarray(head * (READ + 1), (head + 1) * (READ + 1))]
    const positions = [0, 1].map((head) => of(head).flatMap((chosen, at) => (chosen ? [at] : [])))
    // three blocks each, of which the last may end before its sixteen tokens; together they are the row
    for (const one of positions) expect(new Set(one.map((at) => Math.floor(at / BLOCKS.size))).size).toBe(BLOCKS.k)
    const both = [...new Set(positions.flat())].sort((a, b) => a - b)
    expect(both).toEqual([...trace.row(0, 1).positions])
  })

  it('goes on exactly after it was stopped in the middle of an ubatch', async () => {
    // the others' caches drop a failed ubatch by themselves
    if (family !== 'deepseek4' && family !== 'qwen4exp') return
    const long = (await model.tokenize(TEXT.repeat(14), false)).ids.subarray(0, 1300)
    const open = () => native().Context.create(model, { length: 1536, threads: 1 })
    /** Told to stop as the second ubatch begins; one that is done before that is heard is read again. */
    const stopped = async (): Promise<NativeContext> => {
      for (let attempt = 0; attempt < 30; attempt++) {
        const other = await open()
        const controller = new AbortController()
        const how = await withCancel(controller.signal, (cancel) =>
          other.evaluate(long, 'off', () => controller.abort(), cancel),
        ).catch(({ code }) => code)
        if (how === 'cancelled') return other
        await other.close()
      }
      throw new Error('The reading was always over before it could be stopped.')
    }
    const goOn = async (other: NativeContext) => {
      expect([...other.tokens()]).toEqual([...long.subarray(0, other.length())])
      await other.evaluate(long.subarray(other.length()), 'off')
      const logits = other.logits()
      await other.close()
      return logits
    }
    const cut = await stopped()
    expect([512, 1024]).toContain(cut.length())
    const [whole, resumed] = [await goOn(await open()), await goOn(cut)]
    expect(Math.max(...whole.map((value, k) => Math.abs(value - resumed[k]!)))).toBeLessThan(1e-3)
  })
})

it('a whole model is none with only a predicting block, whatever its layers are made of', async () => {
  const model = readModel(makeFamily(folder, 'qwen4exp'))
  const eh = model.tensors.find(({ name }) => name === 'blk.0.attn_qkv.weight')!
  model.tensors.push({ ...eh, name: 'blk.8.nextn.eh_proj.weight' })
  const load = native().Model.load(writeModel(join(folder, 'next.gguf'), model), { gpuLayers: 0, topK: 0 })
  await expect(load).rejects.toThrow(/holds tensors that this version doesn't know/)
})

it('a tensor that llama.cpp alone can miss is named', async () => {
  const model = readModel(makeFamily(folder, 'glm-dsa'))
  model.tensors = model.tensors.filter(({ name }) => name !== 'output_norm.weight')
  const path = writeModel(join(folder, 'lacking.gguf'), model)
  const load = native().Model.load(path, { gpuLayers: 0, topK: 0 })
  await expect(load).rejects.toThrow(/^lacking\.gguf lacks the tensor output_norm\.weight /)
})
