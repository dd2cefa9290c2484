import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { measureCost } from '../../electron/cost/measure'
import { openModel } from '../../electron/engine/model'
import { native } from '../../electron/engine/native'
import { builtInModel } from '../../electron/models/builtin'
import { callCost } from '../../electron/shared/cost/call_cost'
import { CostReportSchema } from '../../electron/shared/ipc/cost_data'
import { TINY_MODEL } from '../fixtures/models/broken'

const folder = mkdtempSync(join(tmpdir(), 'sparselens-cost-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it("a dense twin has the model's weights without its indexers", async () => {
  const into = join(folder, 'twin.gguf')
  await native().writeDenseTwin(builtInModel(), into)
  const twin = await native().Model.load(into, { gpuLayers: 0, topK: 0, dense: true })
  const [{ layers, heads, keyDim }, model] = [twin.info(), await native().inspectModel(builtInModel(), true)]
  expect({ layers, heads, keyDim }).toEqual({ layers: model.layers, heads: model.heads, keyDim: model.keyDim })
  const context = await native().Context.create(twin, { length: 512, threads: 2 })
  // a text shorter than top-k enters whole: then both say the same
  const { ids } = await twin.tokenize('The capital of France is the city of', false)
  await context.evaluate(ids, 'off')
  const dense = context.logits()
  const opened = await openModel({})
  const own = await native().Context.create(opened.native, { length: 512, threads: 2 })
  await own.evaluate(ids, 'off')
  const best = (logits: Float32Array) => logits.indexOf(Math.max(...logits))
  expect(best(dense)).toBe(best(own.logits()))
  await Promise.all([context.close(), own.close()])
  twin.close()
  opened.native.close()
})

it('is measured at growing depths, sparse and dense, and leaves nothing behind', async () => {
  const model = await openModel({ path: TINY_MODEL })
  const into = join(folder, 'models')
  const steps: string[] = []
  const options = { folder: into, threads: 1, most: 1024, onProgress: ({ step }: { step: string }) => steps.push(step) }
  const report = CostReportSchema.parse(await measureCost(model, options))
  expect(report.series.map(({ kind, topK, indexerHeads }) => [kind, topK, indexerHeads])).toEqual([
    ['model', 16, 4],
    ['attention', 2048, 64],
  ])
  for (const series of report.series) {
    expect(series.points.map(({ depth }) => depth)).toEqual([0, 512, ...(series.kind === 'attention' ? [1024] : [])])
    expect(series.points.every(({ sparse, dense }) => sparse.prefill! > 0 && dense.decode! > 0)).toBe(true)
    expect(callCost(series, 500, 50)!.ratio).toBeGreaterThan(0)
  }
  expect(report.series[0]!.sha256).toMatch(/^[0-9a-f]{64}$/)
  expect(report.llamaCpp).toMatch(/^v0/)
  expect(new Set(steps)).toEqual(new Set(['build', 'measure']))
  expect(existsSync(into) && readdirSync(into)).toBeFalsy()

  const controller = new AbortController()
  const cancelled = measureCost(model, { ...options, signal: controller.signal, onProgress: () => controller.abort() })
  await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' })
  expect(existsSync(into) && readdirSync(into)).toBeFalsy()
  model.native.close()
})
