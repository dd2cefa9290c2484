import { expect, it } from 'vitest'
import { native, withCancel } from '../../electron/engine/native'
import { physicalCores } from '../../electron/engine/threads'
import { builtInModel } from '../../electron/models/builtin'

const DEPTHS = [1500, 3000, 6000]

it.each(DEPTHS)('a reading at depth %i stops before its end, and how soon is told', async (depth) => {
  const model = await native().Model.load(builtInModel(), { gpuLayers: 0, topK: 0 })
  const context = await native().Context.create(model, { length: 8192, threads: physicalCores() })
  const { ids } = await model.tokenize('The board met and spoke of rope, paint and lamps. '.repeat(800), false)
  await context.evaluate(ids.subarray(0, depth), 'off')
  const waits: number[] = []
  for (const after of [300, 700, 1100, 1900, 2300]) {
    const controller = new AbortController()
    let at = 0
    setTimeout(() => {
      at = performance.now()
      controller.abort()
    }, after)
    context.trim(depth)
    const rest = ids.subarray(depth, 8000)
    const evaluate = withCancel(controller.signal, (cancel) => context.evaluate(rest, 'document', undefined, cancel))
    await expect(evaluate).rejects.toMatchObject({ code: 'cancelled' })
    waits.push(performance.now() - at)
  }
  console.log(`depth ${depth}: stopped after ${waits.map((ms) => ms.toFixed(0)).join(', ')} ms`)
  expect(context.length()).toBeLessThan(8000)
  await context.close()
  model.close()
})
