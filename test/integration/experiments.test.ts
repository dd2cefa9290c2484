import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type ExperimentResult,
  ExperimentResultSchema,
  RowScoresSchema,
} from '../../electron/shared/ipc/experiment_data'
import { openTrace } from '../../electron/trace/open'
import { statisticsCsv } from '../../electron/trace/statistics_csv'
import { agree } from '../../renderer/lens/score/ranks'
import { Harbour } from './harbour'

const harbour = new Harbour()
const { engine } = harbour

beforeAll(() => harbour.ask())
afterAll(async () => {
  await engine.handlers['session.close'](undefined)
  rmSync(engine.folder, { recursive: true })
})

interface Changes {
  topK?: number
  exclude?: { from: number; to: number }[]
  force?: { from: number; to: number }[]
}

/** The answer's request again, otherwise. */
async function again({ topK, exclude = [], force = [] }: Changes): Promise<ExperimentResult & { file: string }> {
  const run = randomUUID()
  const file = join(engine.folder, `${run}.trace`)
  const { job, model, ...source } = harbour.subject()
  const result = await engine.handlers['experiment.ask']({
    job,
    run,
    into: file,
    model,
    source: { kind: 'document', model, ...source },
    topK,
    exclude,
    force,
  })
  return { ...ExperimentResultSchema.parse(result), file }
}

const sum = (values: Float32Array) => values.reduce((a, b) => a + b, 0)
const mean = (values: Float32Array) => sum(values) / values.length

async function sentence(index: number): Promise<{ from: number; to: number }> {
  const trace = await openTrace(harbour.file)
  const [from, to] = trace.info.sentences.subarray(2 * index, 2 * index + 2)
  trace.close()
  return { from: from!, to: to! }
}

describe('asked again', () => {
  it('without changes, an answer is the same, and so is every distribution', async () => {
    const { generation, comparison, model } = await again({})
    expect(generation.answer.text).toBe(harbour.generation.answer.text)
    expect(generation.promptLength).toBe(harbour.generation.promptLength)
    expect(model.topK).toBe(256)
    expect(comparison!.kl.length).toBe(harbour.generation.answer.tokens)
    expect(Math.max(...comparison!.kl)).toBeLessThan(1e-3)
    expect(Math.min(...comparison!.kept)).toBe(1)
  })

  it('with fewer positions, other ones are selected and the model is less sure', async () => {
    const { comparison, file, model } = await again({ topK: 16 })
    expect(model.topK).toBe(16)
    expect(mean(comparison!.kl)).toBeGreaterThan(0.01)
    expect(Math.max(...comparison!.kept)).toBeLessThan(0.5)
    // everything entered before; 16 of some 120 positions keep a part of dense attention's mass
    expect(Math.min(...comparison!.massBefore!)).toBeGreaterThan(0.999)
    expect(Math.max(...comparison!.massAfter!)).toBeLessThan(1)
    expect(mean(comparison!.massAfter!)).toBeGreaterThan(0.3)
    expect(comparison!.unobserved).toBeUndefined()
    const trace = await openTrace(file)
    expect(trace.row(0, 3).positions.length).toBe(16)
    trace.close()
  })

  it('without the sentence that it came from, the answer is another', async () => {
    const out = await sentence(2)
    const { generation, comparison, file } = await again({ exclude: [out] })
    expect(generation.answer.text).not.toContain('Quill')
    expect(sum(comparison!.after)).toBeLessThan(sum(comparison!.before) - 3)
    const trace = await openTrace(file)
    for (const layer of [0, 20]) {
      expect([...trace.row(0, layer).positions].some((at) => at >= out.from && at < out.to)).toBe(false)
    }
    trace.close()
  })

  it('may be made to attend to a sentence', async () => {
    const { from, to } = await sentence(5)
    const { file } = await again({ topK: 32, force: [{ from, to }] })
    const trace = await openTrace(file)
    for (const layer of [0, 11, 29]) {
      const { positions } = trace.row(1, layer)
      expect(positions.length).toBe(32)
      for (let at = from; at < to; at++) expect(positions).toContain(at)
    }
    trace.close()
    await expect(again({ topK: 8, force: [{ from, to }] })).rejects.toMatchObject({ code: 'bad-argument' })
    const question = { from: harbour.generation.textEnd, to: harbour.generation.textEnd + 1 }
    await expect(again({ exclude: [question] })).rejects.toMatchObject({ code: 'bad-argument' })
  })
})

describe('a raw prompt', () => {
  async function ask(prompt: string, framed: boolean, topK?: number, generation?: ExperimentResult['generation']) {
    const run = randomUUID()
    const result = await engine.handlers['experiment.ask']({
      job: randomUUID(),
      run,
      into: join(engine.folder, `${run}.trace`),
      model: { threads: 2 },
      source: { kind: 'prompt', prompt, framed, generation },
      topK,
      exclude: [],
      force: [],
      maxTokens: 12,
    })
    return ExperimentResultSchema.parse(result)
  }

  it('is gone on with as it is, or answered as a message', async () => {
    const raw = await ask('The capital of France is', false)
    expect(raw.comparison).toBeUndefined()
    expect(raw.generation).toMatchObject({ kind: 'prompt', textStart: 0 })
    expect(raw.generation.answer.text).toContain('Paris')
    expect(raw.generation.promptLength).toBe(raw.generation.textEnd + 1)
    const framed = await ask('Name the capital of France.', true)
    expect(framed.generation.textStart).toBeGreaterThan(0)
    expect(framed.generation.read).toEqual([{ text: 'Name the capital of France.', generation: 0, sentence: 0 }])
  })

  it('is compared with the run before', async () => {
    const prompt = 'Ropes are kept in the red shed. Lamps are kept in the blue shed. Ropes are kept in the'
    const first = await ask(prompt, false)
    const { comparison, model } = await ask(prompt, false, 4, first.generation)
    expect(model.topK).toBe(4)
    expect(comparison!.kl.length).toBe(first.generation.answer.tokens)
    expect(mean(comparison!.kl)).toBeGreaterThan(0.01)
  })
})

it("a row's scores are the sum of what the indexer's heads gave", async () => {
  const heads = await engine.handlers['experiment.heads']({ ...harbour.subject(), token: 2, layer: 18 })
  const trace = await openTrace(harbour.file)
  const row = trace.row(2, 18)
  trace.close()
  expect(heads).toMatchObject({ position: row.position, heads: 4 })
  row.positions.forEach((at, i) => {
    let score = 0
    for (let head = 0; head < heads.heads; head++) score += heads.scores[head * (heads.position + 1) + at]!
    expect(Math.abs(score - row.scores[i]!)).toBeLessThan(0.02 * Math.max(1, Math.abs(row.scores[i]!)))
  })
})

it("a row's scores, computed anew, are the trace's, and rank what it doesn't keep", async () => {
  const { generation, file } = await again({ topK: 16 })
  const trace = await openTrace(file)
  for (const [token, layer] of [
    [0, 0],
    [2, 18],
    [generation.answer.tokens - 1, 29],
  ] as const) {
    const row = trace.row(token, layer)
    const order = { ...harbour.subject(generation), file, token, layer }
    const { scores } = RowScoresSchema.parse(await engine.handlers['experiment.scores'](order))
    expect(scores.length).toBe(row.position + 1)
    expect(agree(row, scores)).toBe(true)
    const best = Array.from(scores, (_, at) => at).sort((a, b) => scores[b]! - scores[a]! || a - b)
    expect(best.slice(0, 16).sort((a, b) => a - b)).toEqual([...row.positions])
    expect(best.slice(16, 16 + row.missed.length)).toEqual([...row.missed])
  }
  trace.close()
})

it('counts what is selected, over analyses and as CSV', async () => {
  const trace = { answer: randomUUID(), generation: 0 }
  const statistics = await engine.handlers['experiment.statistics']({
    job: randomUUID(),
    traces: [1, 2].map(() => ({ trace, title: 'harbour', file: harbour.file })),
  })
  const { layers, layerOverlap, tokenOverlap, distance, places } = statistics
  expect(layers).toBe(30)
  // the text is shorter than top-k: everything enters everywhere
  expect(Math.min(...layerOverlap)).toBe(1)
  expect(Math.min(...tokenOverlap)).toBeGreaterThan(0.98)
  expect([...distance.selected]).toEqual([...distance.visible])
  expect(places[0]! + places[1]! + places[2]! + places[3]!).toBeCloseTo(1, 5)
  expect(statisticsCsv(statistics)).toContain('\nlayer_overlap,3,7,1\n')
})
