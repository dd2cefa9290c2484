import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type NativeContext, type NativeModel, native, withCancel } from '../../electron/engine/native'
import { builtInModel } from '../../electron/models/builtin'

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Starts `work`, and cancels it after `ms`. */
async function cancelAfter(ms: number, work: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
  const controller = new AbortController()
  setTimeout(() => controller.abort(), ms)
  await expect(work(controller.signal)).rejects.toMatchObject({ code: 'cancelled' })
}

/** CPU seconds that the process uses in half a second of waiting. */
async function idleCpu(): Promise<number> {
  const before = process.cpuUsage()
  await sleep(500)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

describe('cancelling', () => {
  let model: NativeModel
  let context: NativeContext
  let ids: Int32Array

  beforeAll(async () => {
    model = await native().Model.load(builtInModel(), { gpuLayers: 0, topK: 0 })
    context = await native().Context.create(model, { length: 4096, threads: 2 })
    ids = (await model.tokenize('The board met on a wet day and spoke of rope, paint and lamps. '.repeat(220), false))
      .ids
  })
  afterAll(async () => {
    await context.close()
    model.close()
  })

  it('stops a reading before its end, keeps whole ubatches, and leaves the context usable', async () => {
    for (const after of [150, 2500]) {
      const before = context.length()
      const evaluate = (signal: AbortSignal) =>
        withCancel(signal, (cancel) => context.evaluate(ids.subarray(before), 'off', undefined, cancel))
      await cancelAfter(after, evaluate)
      expect(await idleCpu()).toBeLessThan(0.1)
      expect(context.length()).toBeGreaterThanOrEqual(before)
      expect(context.length()).toBeLessThan(ids.length)
      expect([...context.tokens()]).toEqual([...ids.subarray(0, context.length())])
    }
    const length = context.length()
    await context.evaluate(ids.subarray(length, length + 8), 'off')
    expect(context.length()).toBe(length + 8)
  })

  it('counts what computed whole ubatches only', async () => {
    const begin = context.length()
    model.takeComputed()
    const evaluate = (signal: AbortSignal) =>
      withCancel(signal, (cancel) => context.evaluate(ids.subarray(begin), 'off', undefined, cancel))
    await cancelAfter(200, evaluate)
    for (const { nodes } of model.takeComputed()) expect(nodes % model.info().layers).toBe(0)
  })

  it('stops an answer', async () => {
    context.beginAnswer(context.length() + 1, {})
    const answer = async (signal: AbortSignal) => {
      for (let token = ids[0]!; ; ) token = (await withCancel(signal, (cancel) => context.step(token, cancel))).token
    }
    await cancelAfter(300, answer)
    expect(await idleCpu()).toBeLessThan(0.1)
  })

  it('before the start evaluates nothing', async () => {
    const length = context.length()
    const work = withCancel(AbortSignal.abort(), (cancel) =>
      context.evaluate(ids.subarray(0, 10), 'off', undefined, cancel),
    )
    await expect(work).rejects.toMatchObject({ code: 'cancelled' })
    expect(context.length()).toBe(length)
  })

  it('stops loading a model', async () => {
    const load = withCancel(AbortSignal.abort(), (cancel) =>
      native().Model.load(builtInModel(), { gpuLayers: 0, topK: 0 }, undefined, cancel),
    )
    await expect(load).rejects.toMatchObject({ code: 'cancelled' })
  })
})
