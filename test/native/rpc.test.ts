import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openModel } from '../../electron/engine/model'
import { type NativeModel, native } from '../../electron/engine/native'
import type { Trace, TraceRow } from '../../electron/engine/native_trace'
import { builtInModel } from '../../electron/models/builtin'
import { Relay } from '../../native/bench/rpc/relay'
import { RpcServerProcess } from '../../native/bench/rpc/server_process'
import { TINY_MODEL } from '../fixtures/models/broken'

/** Models on servers of llama.cpp's RPC, on loopback: whoever computes the layers, logits and traces are the same. */

// ggml-dsa computes here and not there, in another order of sums: both sides are llama.cpp's own
process.env.SPARSELENS_DSA = 'off'

const TEXT = 'The pier was closed on Monday. Rope is kept in the red shed. The board paid forty crowns for lamps. '
const SAID = 3

interface Computed {
  logits: Float32Array
  rows: TraceRow[]
  evidence: Float64Array | Float32Array
  devices: Set<string>
}

async function computed(model: NativeModel, times: number): Promise<Computed> {
  const { ids } = await model.tokenize(TEXT.repeat(times), false)
  const read = ids.length - SAID
  const context = await native().Context.create(model, { length: 1024, threads: 1 })
  try {
    context.beginDocument(Int32Array.from([0, 50, 50, read]), 1)
    await context.evaluate(ids.subarray(0, read), 'document')
    context.beginAnswer(read, {})
    for (let i = 0; i < SAID; i++) await context.step(ids[read + i]!)
    const logits = context.logits()
    const trace = context.endAnswer()!
    const rows = rowsOf(trace)
    const layers = Int32Array.from({ length: trace.info.layers }, (_, layer) => layer)
    const evidence = trace.evidence({ from: 0, to: trace.info.tokens, layers })
    trace.close()
    return { logits, rows, evidence, devices: new Set(model.takeComputed().map(({ device }) => device)) }
  } finally {
    await context.close()
  }
}

const rowsOf = (trace: Trace): TraceRow[] =>
  Array.from({ length: trace.info.tokens * trace.info.layers }, (_, i) =>
    trace.row(Math.floor(i / trace.info.layers), i % trace.info.layers),
  )

const loaded = () => readFileSync('/proc/self/maps', 'utf8').includes('ggml-rpc')

let servers: RpcServerProcess[]
beforeAll(async () => {
  servers = await Promise.all(Array.from({ length: 3 }, () => RpcServerProcess.start()))
})
afterAll(() => Promise.all(servers.map((server) => server.stop())))

describe.each([
  { name: 'the tiny model', path: TINY_MODEL, times: 12, counts: [1, 2, 3] },
  // of 135M parameters: one reading here and one there take long enough
  { name: 'the built-in model', path: builtInModel(), times: 3, counts: [3] },
])('$name', ({ path, times, counts }) => {
  let here: Computed

  beforeAll(async () => {
    const model = await native().Model.load(path, { gpuLayers: 0, topK: 0 })
    here = await computed(model, times)
    model.close()
    // without servers nothing that could connect is in the process
    if (path === TINY_MODEL) expect(loaded()).toBe(false)
  })

  it.each(counts)('computes the same on %i', async (count) => {
    const named = servers.slice(0, count).map(({ address }) => address)
    const model = await openModel({ path, servers: named })
    const there = await computed(model.native, times)
    model.native.close()
    expect(loaded()).toBe(true)
    expect(model.info.servers).toEqual(named)
    // the tiny model's few layers may lie on fewer than there are
    if (path !== TINY_MODEL) expect(there.devices.size).toBe(count)
    for (const device of there.devices) expect(device).toMatch(/^RPC0\[127\.0\.0\.1:\d+\]$/)
    expect(there.logits).toEqual(here.logits)
    expect(there.rows).toEqual(here.rows)
    expect(there.evidence).toEqual(here.evidence)
  })
})

/** To the server, for a token of an answer. */
async function sentForToken(model: NativeModel, through: Relay): Promise<number> {
  const { ids } = await model.tokenize(TEXT, false)
  const context = await native().Context.create(model, { length: 256, threads: 1 })
  await context.evaluate(ids, 'document')
  context.beginAnswer(ids.length, {})
  await context.step(ids[0]!)
  const before = through.sent
  await context.step(ids[1]!)
  const sent = through.sent - before
  context.endAnswer()!.close()
  await context.close()
  return sent
}

it('keeps large tensors on the server’s side, so that they are sent once; tells how far it is', async () => {
  const cache = mkdtempSync(join(tmpdir(), 'sparselens-rpc-'))
  const keeping = await RpcServerProcess.start({ cache })
  const sent: number[] = []
  for (const _ of ['first', 'second']) {
    const through = await Relay.to(keeping.address)
    const told: number[] = []
    const onProgress = (done: number) => told.push(done)
    const model = await openModel({ path: builtInModel(), servers: [through.address], onProgress })
    sent.push(through.sent)
    // llama.cpp alone sends 19 MiB with each token that is written: at each stop all that came before it
    expect(await sentForToken(model.native, through)).toBeLessThan(3 * 2 ** 20)
    model.native.close()
    expect(told.length).toBeGreaterThan(10)
    expect(told).toEqual([...told].sort((a, b) => a - b))
    await through.close()
  }
  await keeping.stop()
  expect(readdirSync(join(cache, 'rpc')).length).toBeGreaterThan(0)
  // llama.cpp keeps tensors of more than 10 MiB: of the built-in model the output alone
  expect(sent[0]! - sent[1]!).toBeGreaterThan(10 * 2 ** 20)
  rmSync(cache, { recursive: true })
})
