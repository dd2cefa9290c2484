import { afterAll, beforeAll, expect, test } from 'vitest'
import { type NativeModel, native, type ObservedRow } from '../../electron/engine/native'
import { builtInModel } from '../../electron/models/builtin'
import { PROSE } from '../../native/bench/prose'

const TOKENS = 1400
const OBSERVED = [5, 300, 1290, TOKENS - 1] // before and after the 256 positions that enter, in prefill, in decode

let model: NativeModel
let dense: NativeModel
let ids: Int32Array
beforeAll(async () => {
  model = await native().Model.load(builtInModel(), { gpuLayers: 0, topK: 0 })
  dense = await native().Model.load(builtInModel(), { gpuLayers: 0, topK: 4096 })
  ids = (await model.tokenize(PROSE, false)).ids.subarray(0, TOKENS)
}, 120_000)
afterAll(() => {
  model.close()
  dense.close()
})

/** Reads the text and returns what was observed, each token in the midst of some others; the last one by itself. */
async function observe(of: NativeModel): Promise<ObservedRow[]> {
  const context = await native().Context.create(of, { length: TOKENS + 256, threads: 2 })
  const readTo = (end: number) => context.evaluate(ids.subarray(context.length(), end), 'off')
  const rows: ObservedRow[] = []
  for (const position of OBSERVED) {
    const last = position === TOKENS - 1
    context.observe(0, 0)
    await readTo(last ? position : position - 3)
    context.observe(position, position + 1)
    await readTo(last ? TOKENS : position + 4)
    rows.push(...context.takeObserved())
  }
  await context.close()
  return rows
}

const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0)

test('attention of chosen rows, as it was and as it would be without a selection', { timeout: 240_000 }, async () => {
  const { layers } = await native().inspectModel(builtInModel())
  const [rows, plain] = [await observe(model), await observe(dense)]
  expect(rows.map(({ position, layer }) => [position, layer])).toEqual(
    OBSERVED.flatMap((position) => Array.from({ length: layers }, (_, layer) => [position, layer])),
  )
  rows.forEach((row, i) => {
    expect(row.visible).toEqual(Int32Array.from({ length: row.position + 1 }, (_, at) => at))
    expect(row.positions.length).toBe(Math.min(256, row.position + 1))
    for (const masses of [row.attended, row.dense]) expect(sum(masses)).toBeCloseTo(1, 4)
    expect(row.kept).toBeCloseTo(sum(Array.from(row.positions, (at) => row.dense[at]!)), 5)
    // without a selection all is kept, and what is attended is what would be
    const twin = plain[i]!
    expect(twin.kept).toBeCloseTo(1, 4)
    expect(twin.attended).toEqual(twin.dense)
    // the first layer's input is the same for both models; later ones have drifted apart
    if (row.layer > 0) return
    for (const [at, mass] of row.dense.entries()) expect(mass).toBeCloseTo(twin.attended[at]!, 4)
  })
  const long = rows.filter(({ position }) => position > 1000)
  const kept = sum(long.map((row) => row.kept)) / long.length
  expect(kept).toBeGreaterThan(0.6) // what the indexers were trained for; 256 of 1,400 positions by chance: 0.2
  expect(kept).toBeLessThan(1)
})

test('an empty range observes nothing', async () => {
  const context = await native().Context.create(model, { length: 256, threads: 2 })
  context.observe(3, 3)
  await context.evaluate(ids.subarray(0, 8), 'off')
  expect(context.takeObserved()).toEqual([])
  await context.close()
})
