import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type NativeContext, type NativeModel, native, type SampledToken } from '../../electron/engine/native'
import type { Trace } from '../../electron/engine/native_trace'
import { builtInModel } from '../../electron/models/builtin'

const TEXT =
  'The pier was closed on Monday. Rope is kept in the red shed. The board paid forty crowns for lamps. '.repeat(12)
const READ = 200
const ROOM = 512

/** Where llama.cpp's own products compute, as beside AMX or without AVX2, what is drafted may count for nothing. */
const features = native().cpuFeatures()
const computesAlone = features.includes('AVX2') && !features.includes('AMX_INT8')

interface Written {
  sampled: SampledToken[]
  trace: Trace
  evaluations: number
  tokens: Int32Array
}

describe.each([
  { name: 'the tiny model', path: 'test/fixtures/models/tiny-dsa.gguf', keepsDrafts: false },
  { name: 'the built-in model', path: builtInModel(), keepsDrafts: computesAlone },
])('an answer of $name', ({ path, keepsDrafts }) => {
  let model: NativeModel
  let context: NativeContext
  let ids: Int32Array

  beforeAll(async () => {
    model = await native().Model.load(path, { gpuLayers: 0, topK: 32 })
    context = await native().Context.create(model, { length: ROOM, threads: 2 })
    ids = (await model.tokenize(TEXT, false)).ids
    context.beginDocument(Int32Array.from([0, 50, 50, READ]), 1)
    await context.evaluate(ids.subarray(0, READ), 'document')
  })
  afterAll(async () => {
    await context.close()
    model.close()
  })

  /** Of `draft` the part that comes next is proposed each time: `draft(said)` after so many tokens. */
  async function write(count: number, draft?: (said: number) => number[], sampler = {}): Promise<Written> {
    context.trim(READ)
    context.beginAnswer(READ + 1, sampler)
    const sampled: SampledToken[] = []
    let token = ids[READ]!
    let evaluations = 0
    while (sampled.length < count && !sampled.at(-1)?.end) {
      const proposed = draft?.(sampled.length) ?? []
      const some = draft ? await context.stepThrough(Int32Array.of(token, ...proposed)) : [await context.step(token)]
      sampled.push(...some)
      token = some.at(-1)!.token
      evaluations++
    }
    return { sampled, evaluations, tokens: context.tokens(), trace: context.endAnswer()! }
  }

  function expectSame(drafted: Written, plain: Written) {
    const count = plain.sampled.length
    expect(drafted.sampled.slice(0, count)).toEqual(plain.sampled)
    const rows = plain.trace.info.tokens
    for (let token = 0; token < rows; token++) {
      for (let layer = 0; layer < plain.trace.info.layers; layer++)
        expect(drafted.trace.row(token, layer)).toEqual(plain.trace.row(token, layer))
    }
  }

  /** The next tokens of what was said, every third time with another one among them. */
  const oracle = (said: SampledToken[], other: number) => (at: number) => {
    const next = said.slice(at, at + 6).map(({ token }) => token)
    if (at % 3 === 0 && next.length > 2) next[at % 2 ? 0 : 2] = other
    return next
  }

  it('is the same, token by token and row by row, with what was drafted rightly and wrongly', async () => {
    for (const sampler of [{}, { temperature: 1.1, topP: 0.95, seed: 7, repeatPenalty: 1.1 }]) {
      const plain = await write(60, undefined, sampler)
      const drafted = await write(60, oracle(plain.sampled, ids[3]!), sampler)
      expectSame(drafted, plain)
      if (keepsDrafts) expect(drafted.evaluations).toBeLessThan(30)
      plain.trace.close()
      drafted.trace.close()
    }
  })

  it('leaves in the cache what was said, and nothing of what was drafted in vain', async () => {
    const plain = await write(10)
    await context.evaluate(ids.subarray(READ + 1, READ + 9), 'off')
    const expected = context.logits()
    const drafted = await write(10, (at) => [...oracle(plain.sampled, ids[3]!)(at).slice(0, 9 - at), ids[5]!])
    expect([...drafted.tokens]).toEqual([...plain.tokens])
    await context.evaluate(ids.subarray(READ + 1, READ + 9), 'off')
    expect(context.logits()).toEqual(expected)
  })

  // the tiny model never ends
  it.skipIf(!path.includes('smollm2'))('ends with the token that ends it, of which no row is kept', async () => {
    const asked = await model.tokenize('<|im_start|>user\nSay: Captain.<|im_end|>\n<|im_start|>assistant\n', true)
    const answer = async (drafts: boolean) => {
      context.trim(READ)
      await context.evaluate(asked.ids.subarray(0, -1), 'off')
      context.beginAnswer(context.length() + 1, {})
      const sampled: SampledToken[] = []
      for (let token = asked.ids.at(-1)!; !sampled.at(-1)?.end && sampled.length < 60; token = sampled.at(-1)!.token) {
        const draft = drafts ? [...plain!.sampled.slice(sampled.length).map((one) => one.token), 1, 1].slice(0, 8) : []
        sampled.push(...(await context.stepThrough(Int32Array.of(token, ...draft))))
      }
      return { sampled, length: context.length(), rows: context.endAnswer()!.info.tokens }
    }
    let plain: Awaited<ReturnType<typeof answer>> | undefined
    plain = await answer(false)
    expect(plain.sampled.at(-1)!.end).toBe(true)
    expect(plain.rows).toBe(plain.sampled.length - 1)
    expect(await answer(true)).toEqual(plain)
  })

  it('is the same in a branch that leaves something out', async () => {
    context.trim(READ)
    await context.beginBranch(Int32Array.from([50, 80]))
    try {
      const plain = await write(16)
      expectSame(await write(16, oracle(plain.sampled, ids[3]!)), plain)
    } finally {
      context.endBranch()
    }
    expect(context.length()).toBe(READ)
  })

  it('fills its context to the last position', async () => {
    const text = ids.subarray(0, ROOM - READ - 3)
    context.trim(READ)
    await context.evaluate(text, 'off')
    context.beginAnswer(ROOM - 2, {})
    const said = await context.stepThrough(Int32Array.of(ids[0]!, ids[1]!, ids[2]!, ids[3]!, ids[4]!, ids[5]!))
    expect(said.length).toBeGreaterThan(0)
    let last = said.at(-1)!.token
    while (context.length() < ROOM) last = (await context.stepThrough(Int32Array.of(last, 1, 1))).at(-1)!.token
    await expect(context.stepThrough(Int32Array.of(last))).rejects.toMatchObject({ code: 'context-full' })
    context.endAnswer()
    context.trim(READ)
  })
})
