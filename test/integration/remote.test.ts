import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type OpenModel, openModel } from '../../electron/engine/model'
import { native, withCancel } from '../../electron/engine/native'
import { RemoteSession } from '../../electron/remote/session'
import type { SourceDocument } from '../../electron/shared/document/types'
import { ModelEngine } from '../fixtures/endpoint/model_engine'
import { EndpointServer } from '../fixtures/endpoint/server'
import { fakeDocument } from '../unit/electron/cli/fakes'

/** The tiny model behind a server on loopback: what comes over the wire is what it gives here. */

let model: OpenModel
beforeAll(async () => {
  model = await openModel({ path: join(import.meta.dirname, '..', 'fixtures', 'models', 'tiny-dsa.gguf') })
})
afterAll(() => model.native.close())

it.each(['sglang', 'vllm'] as const)('a trace over %s holds the rows that the model has here', async (kind) => {
  const engine = new ModelEngine(model)
  const server = await EndpointServer.start({ kind, engine })
  const template = join(import.meta.dirname, '..', 'fixtures', 'endpoint', 'plain.jinja')
  const document: SourceDocument = fakeDocument()
  const session = await RemoteSession.open({ address: server.address, template }, document)
  const [result] = await session.run([{ kind: 'question', question: 'How old is the pier?' }], { maxTokens: 12 })
  const [traced] = result!.traced
  expect(result!.remote!.noLens).toBeUndefined()
  const { promptLength, answer } = result!.generations[0]!
  const ids = Int32Array.from(traced!.tokens, ({ id }) => id)
  const here = await engine.traceOf(ids.subarray(0, promptLength + answer.tokens - 1))
  for (let token = 0; token < answer.tokens; token++) {
    for (let layer = 0; layer < engine.layers; layer++) {
      const there = traced!.trace.row(token, layer)
      const local = here.row(promptLength - 1 + token, layer)
      expect(there.position).toBe(local.position)
      expect([...there.positions]).toEqual([...local.positions])
    }
  }
  // shares of rows instead of scores: every row's mass is 1
  const span = { from: 0, to: answer.tokens, layers: Int32Array.of(0) }
  const { mass } = traced!.trace.totals(span, Int32Array.of())
  expect(mass[0]).toBeCloseTo(answer.tokens, 3)
  expect(traced!.trace.evidence(span)).toHaveLength(document.sentences.length)
  here.close()
  await session.close()
  await server.close()
})

it('a saved trace of counts opens again as it was', async () => {
  const { CountedTrace, Trace } = native()
  const counted = new CountedTrace({
    layers: 2,
    topK: 2,
    promptLength: 4,
    textEnd: 3,
    sentences: Int32Array.of(0, 1, 1, 3),
  })
  for (const rows of [
    [0, -1, 0, -1],
    [1, 0, 0, 1],
    [2, 0, 0, 2],
    [3, 1, 1, 3],
    [4, 2, 2, 4],
  ]) {
    counted.add(Int32Array.from(rows))
  }
  const { trace, missing } = counted.finish(2)
  expect(missing).toBe(0)
  expect(trace.info.kinds).toEqual([{ kind: 'counted' }, { kind: 'shared', from: 0 }])
  const path = join(process.env.TMPDIR ?? '/tmp', `counted-${process.pid}.trace`)
  await withCancel(undefined, () => trace.save(path, '{}'))
  const again = await Trace.open(path)
  expect(again.info).toMatchObject({ layers: 2, topK: 2, tokens: 2, promptLength: 4, kinds: trace.info.kinds })
  expect([...again.row(1, 0).positions]).toEqual([2, 4])
  expect([...again.row(1, 0).scores]).toEqual([0, 0])
  expect([...again.prompt(0).count]).toEqual([3, 1, 1, 0])
  again.close()
  trace.close()
})

it('rows that cannot be are refused', () => {
  const { CountedTrace } = native()
  const shape = { layers: 1, topK: 2, promptLength: 3, textEnd: 2, sentences: Int32Array.of() }
  expect(() => new CountedTrace(shape).add(Int32Array.of(1, -1))).toThrow(
    /token 0 of the context can't have read token 1/,
  )
  expect(() => new CountedTrace(shape).add(Int32Array.of(0))).toThrow(/another size/)
  expect(() => new CountedTrace({ ...shape, layers: 0 })).toThrow(/makes no sense/)
  const never = new CountedTrace(shape)
  never.add(Int32Array.of(0, -1))
  never.add(Int32Array.of(0, 0)) // as a buffer that nobody wrote to
  never.add(Int32Array.of(2, 1))
  expect(never.finish(1).missing).toBe(1)
})
