import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type NativeContext, type NativeModel, native } from '../../electron/engine/native'
import type { Trace } from '../../electron/engine/native_trace'
import { builtInModel } from '../../electron/models/builtin'
import { IndexerInputs } from './plain_indexer'

/** A score so near the last one that got in that rounding may decide it either way. */
const TIE = 1e-3

const TEXT = Array.from(
  { length: 60 },
  (_, i) =>
    `Paragraph ${i}: the harbour board met on day ${i * 7} and spent ${i * i + 3} crowns on rope, paint and lamps.`,
).join('\n')

interface Tally {
  rows: number
  positions: number
  ties: number
  wrong: number
  worstScore: number
}

/** Compares rows of a trace with the plain recomputation. `dropped` positions are no longer in the cache. */
function compare(trace: Trace, inputs: IndexerInputs, dropped: [number, number] = [0, 0], everyNth = 1): Tally {
  const tally: Tally = { rows: 0, positions: 0, ties: 0, wrong: 0, worstScore: 0 }
  for (let token = 0; token < trace.info.tokens; token += everyNth) {
    for (let layer = 0; layer < trace.info.layers; layer++) {
      const row = trace.row(token, layer)
      const visible = Array.from({ length: row.position + 1 }, (_, i) => i).filter(
        (p) => p < dropped[0] || p >= dropped[1],
      )
      const scores = inputs.scores(layer, row.position, visible)
      const byPosition = new Map(visible.map((position, i) => [position, scores[i]!]))
      const k = Math.min(trace.info.topK, visible.length)
      const last = [...scores].sort((a, b) => b - a)[k - 1]!
      const near = (score: number) => Math.abs(score - last) <= TIE * Math.max(Math.abs(last), 1e-6)
      expect(row.positions.length).toBe(k)
      tally.rows++
      tally.positions += k
      const entered = new Set(row.positions)
      for (const [position, score] of byPosition) {
        if (entered.has(position) === score >= last) continue
        if (near(score)) tally.ties++
        else tally.wrong++
      }
      row.positions.forEach((position, i) => {
        const error = Math.abs(row.scores[i]! - byPosition.get(position)!) / Math.max(1, Math.abs(last))
        tally.worstScore = Math.max(tally.worstScore, error)
      })
    }
  }
  return tally
}

function expectEqual(tally: Tally): void {
  expect(tally.rows).toBeGreaterThan(0)
  expect(tally.wrong).toBe(0)
  expect(tally.ties / tally.positions).toBeLessThan(1e-3)
  expect(tally.worstScore).toBeLessThan(5e-3) // F16 in the trace, F16 queries in llama.cpp's kernel
}

const MODELS = [
  { name: 'the tiny model', path: 'test/fixtures/models/tiny-dsa.gguf', tokens: 400, everyNth: 1 },
  { name: 'the built-in model', path: builtInModel(), tokens: 640, everyNth: 23 },
]

describe.each(MODELS)('rows of $name equal the recomputed ones', ({ path, tokens, everyNth }) => {
  let model: NativeModel
  let context: NativeContext
  let ids: Int32Array
  const inputs = new IndexerInputs()

  async function evaluate(part: Int32Array): Promise<Trace> {
    context.beginAnswer(context.length(), {})
    await context.evaluate(part, 'answer')
    inputs.add(context.takeCapture())
    return context.endAnswer()!
  }

  beforeAll(async () => {
    model = await native().Model.load(path, { gpuLayers: 0, topK: 0 })
    context = await native().Context.create(model, { length: 2048, threads: 2 })
    ids = (await model.tokenize(TEXT, false)).ids
    context.capture(true)
  })
  afterAll(async () => {
    await context.close()
    model.close()
  })

  it('in prefill', async () => {
    const trace = await evaluate(ids.subarray(0, tokens))
    expect(trace.info.tokens).toBe(tokens)
    expectEqual(compare(trace, inputs, undefined, everyNth))
  })

  it('in decode', async () => {
    context.beginAnswer(context.length() + 1, {})
    let token = ids[tokens]!
    for (let i = 0; i < 6; i++) token = (await context.step(token)).token
    inputs.add(context.takeCapture())
    const trace = context.endAnswer()!
    expect(trace.info.tokens).toBeGreaterThan(0)
    expectEqual(compare(trace, inputs))
  })

  it('after the KV cache was trimmed and refilled', async () => {
    context.trim(tokens - 150)
    expectEqual(compare(await evaluate(ids.subarray(100, 180)), inputs, undefined, Math.ceil(everyNth / 2)))
  })

  it('after positions were dropped from the middle, when cells are no longer positions', async () => {
    context.drop(50, 120)
    const trace = await evaluate(ids.subarray(200, 300))
    expectEqual(compare(trace, inputs, [50, 120], everyNth))
  })
})
