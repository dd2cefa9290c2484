import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { type NativeContext, native } from '../../electron/engine/native'
import { makeDense } from '../fixtures/models/families/dense'

const folder = mkdtempSync(join(tmpdir(), 'sparselens-dense-'))
afterAll(() => rmSync(folder, { recursive: true }))

const TEXT = 'The pier was closed on Monday. Rope is kept in the red shed. The board paid forty crowns for lamps. '
const READ = 120

it('reads attention mass of a model without indexers on the layers that are asked for', async () => {
  const model = await native().Model.load(makeDense(folder), { gpuLayers: 0, topK: 0 })
  const massLayers = Int32Array.of(1, 2)
  const context = await native().Context.create(model, { length: 512, threads: 1, massLayers })
  const { ids } = await model.tokenize(TEXT.repeat(2), false)
  expect(model.info()).toMatchObject({ unit: '', architecture: 'llama', layers: 3, topK: 256 })
  context.beginDocument(Int32Array.from([0, 60, 60, READ]), 4)
  await context.evaluate(ids.subarray(0, READ), 'document')
  context.beginAnswer(READ, {})
  for (let i = 0; i < 3; i++) await context.step(ids[READ + i]!)
  const trace = context.endAnswer()!
  expect(trace.info.kinds.map(({ kind }) => kind)).toEqual(['dense', 'attended', 'attended'])
  for (const layer of massLayers) {
    const row = trace.row(2, layer)
    expect(row.positions.length).toBe(READ + 3)
    const mass = row.scores.reduce((sum, score) => sum + Math.exp(score), 0)
    expect(mass).toBeCloseTo(1, 2)
  }
  const evidence = trace.evidence({ from: 0, to: 3, layers: massLayers })
  expect(evidence.length).toBe(2)
  expect(evidence.every(Number.isFinite)).toBe(true)
  expect(trace.prompt(1).count.reduce((a, b) => a + b, 0)).toBeGreaterThan(0)
  expect(trace.prompt(0).count.reduce((a, b) => a + b, 0)).toBe(0)
  await context.close()
  model.close()
})

it('is exact after its cache was trimmed, cut in the middle, saved and loaded again, rows too', async () => {
  const model = await native().Model.load(makeDense(folder), { gpuLayers: 0, topK: 0 })
  const open = () => native().Context.create(model, { length: 512, threads: 1, massLayers: Int32Array.of(1) })
  const context = await open()
  const { ids } = await model.tokenize(TEXT.repeat(2), false)
  const said = async (one: NativeContext) => {
    one.beginAnswer(READ, {})
    for (let i = 0; i < 3; i++) await one.step(ids[READ + i]!)
    const logits = one.logits()
    const trace = one.endAnswer()!
    const row = trace.row(2, 1)
    trace.close()
    return { logits, positions: [...row.positions], scores: [...row.scores] }
  }
  const expectSame = async (one: NativeContext) => {
    expect(one.length()).toBe(READ)
    expect(await said(one)).toEqual(before)
    one.trim(READ)
  }
  context.beginDocument(Int32Array.from([0, READ]), 4)
  await context.evaluate(ids.subarray(0, READ), 'document')
  const before = await said(context)
  context.trim(READ)
  await expectSame(context)
  context.trim(READ - 20)
  await context.evaluate(ids.subarray(READ - 20, READ), 'document')
  const [again, wanted] = [await said(context), before]
  expect(Math.max(...again.logits.map((value, i) => Math.abs(value - wanted.logits[i]!)))).toBeLessThan(1e-3)
  context.trim(READ)
  await context.save(join(folder, 'dense.kv'))
  const other = await open()
  await other.load(join(folder, 'dense.kv'))
  expect(other.length()).toBe(READ)
  const loaded = await said(other)
  expect(loaded).toEqual(await said(context))
  await context.close()
  await other.close()
  model.close()
})
