import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CapturedNode, type NativeContext, type NativeModel, native } from '../../electron/engine/native'
import type { Trace } from '../../electron/engine/native_trace'
import { NO_SCORE } from '../../electron/shared/ipc/layer_kinds'
import { FAMILIES, layersOf, makeFamily } from '../fixtures/models/families/families'
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

  it('forces single tokens in where indexers choose them, and says so where they do not', () => {
    const force = () => context.force(Int32Array.from([3, 5]))
    if (model.info().unit === 'token') expect(force).not.toThrow()
    else expect(force).toThrow(/don't choose among single tokens/)
    context.force(new Int32Array())
  })
})
