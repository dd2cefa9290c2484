import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type NativeContext, type NativeModel, native, withCancel } from '../../electron/engine/native'
import type { Trace } from '../../electron/engine/native_trace'

const TINY = 'test/fixtures/models/tiny-dsa.gguf'
const TEXT = `${'The council met twice. '.repeat(40)}Ünïcode, 漢字, עברית and <|im_end|> are only text here.`

let model: NativeModel
let context: NativeContext
let ids: Int32Array
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sparselens-engine-'))
  model = await native().Model.load(TINY, { gpuLayers: 0, topK: 0 })
  context = await native().Context.create(model, { length: 4096, threads: 2 })
  ids = (await model.tokenize(TEXT, false)).ids
})
afterAll(async () => {
  await context.close()
  model.close()
  rmSync(folder, { recursive: true })
})

describe('tokens', () => {
  it('spell the text, byte for byte', async () => {
    const tokens = await model.tokenize(TEXT, false)
    const bytes = Buffer.from(TEXT)
    expect(tokens.offsets[0]).toBe(0)
    expect(tokens.offsets.at(-1)).toBe(bytes.length)
    tokens.ids.forEach((id, i) => {
      const piece = Buffer.from(model.piece(id, true))
      expect(piece.equals(bytes.subarray(tokens.offsets[i]!, tokens.offsets[i + 1]!))).toBe(true)
    })
  })

  it('are control tokens only where that is asked for', async () => {
    const plain = await model.tokenize('<|im_end|>', false)
    const special = await model.tokenize('<|im_end|>', true)
    expect(special.ids.length).toBe(1)
    expect(plain.ids.length).toBeGreaterThan(1)
    expect(model.endsAnswer(special.ids[0]!)).toBe(true)
    expect([...plain.ids].some((id) => model.endsAnswer(id))).toBe(false)
  })

  it('of an empty text are none', async () => {
    expect((await model.tokenize('', false)).ids.length).toBe(0)
  })
})

describe('a context', () => {
  async function answer(options: object, tokens = 12): Promise<{ said: number[]; trace: Trace }> {
    context.trim(0)
    context.beginDocument(Int32Array.from([0, 10, 10, 30]), 1)
    await context.evaluate(ids.subarray(0, 300), 'document')
    context.beginAnswer(301, options)
    const said: number[] = []
    let token = ids[300]!
    for (let i = 0; i < tokens; i++) {
      token = (await context.step(token)).token
      said.push(token)
    }
    return { said, trace: context.endAnswer()! }
  }

  it('gives the same tokens and rows twice for one seed', async () => {
    for (const options of [{}, { temperature: 1.2, topP: 0.95, seed: 42 }]) {
      const [first, second] = [await answer(options), await answer(options)]
      expect(second.said).toEqual(first.said)
      expect(second.trace.info.tokens).toBe(first.trace.info.tokens)
      for (let token = 0; token < first.trace.info.tokens; token++) {
        for (const layer of [0, 1]) expect(second.trace.row(token, layer)).toEqual(first.trace.row(token, layer))
      }
    }
  })

  it('samples otherwise for another seed', async () => {
    const hot = (seed: number) => answer({ temperature: 2, seed }, 20)
    expect((await hot(1)).said).not.toEqual((await hot(2)).said)
  })

  it('keeps and trims its KV cache: logits are those of a fresh reading', async () => {
    context.trim(0)
    await context.evaluate(ids.subarray(0, 150), 'off')
    await context.evaluate(ids.subarray(150, 200), 'off')
    const fresh = context.logits()
    await context.evaluate(ids.subarray(200, 260), 'off')
    context.trim(150)
    await context.evaluate(ids.subarray(150, 200), 'off')
    expect(context.length()).toBe(200)
    expect(context.logits()).toEqual(fresh)
  })

  it('is saved and loaded', async () => {
    const path = join(folder, 'kv')
    context.trim(0)
    await context.evaluate(ids.subarray(0, 120), 'off')
    await context.save(path)
    await context.evaluate(ids.subarray(120, 140), 'off')
    const expected = context.logits()
    const other = await native().Context.create(model, { length: 1024, threads: 1 })
    await other.load(path)
    expect(other.length()).toBe(120)
    expect([...other.tokens()]).toEqual([...ids.subarray(0, 120)])
    await other.evaluate(ids.subarray(120, 140), 'off')
    for (const [i, value] of other.logits().entries()) expect(value).toBeCloseTo(expected[i]!, 2)
    await other.close()
  })

  it('refuses a damaged state file and stays usable', async () => {
    const path = join(folder, 'damaged')
    context.trim(0)
    await context.evaluate(ids.subarray(0, 50), 'off')
    await context.save(path)
    writeFileSync(path, readFileSync(path).subarray(0, 500))
    await expect(withCancel(undefined, () => context.load(path))).rejects.toMatchObject({ code: 'state-failed' })
    expect(context.length()).toBe(0)
    await context.evaluate(ids.subarray(0, 50), 'off')
    expect(context.length()).toBe(50)
  })

  it('says that a file could not be written, and leaves none', async () => {
    const path = join(folder, 'no-such-folder', 'kv')
    await expect(withCancel(undefined, () => context.save(path))).rejects.toMatchObject({ code: 'state-failed' })
  })

  it('refuses more tokens than it holds, before evaluating any', async () => {
    const small = await native().Context.create(model, { length: 256, threads: 1 })
    await expect(small.evaluate(ids.subarray(0, 300), 'off')).rejects.toMatchObject({ code: 'context-full' })
    expect(small.length()).toBe(0)
    await small.close()
  })

  it('refuses a second job while one runs', async () => {
    context.trim(0)
    const first = context.evaluate(ids.subarray(0, 300), 'off')
    expect(() => context.evaluate(ids.subarray(0, 10), 'off')).toThrow(/busy/)
    await first
    expect(context.length()).toBe(300)
  })

  it('reports progress by ubatches', async () => {
    context.trim(0)
    const seen: [number, number][] = []
    const long = Int32Array.from({ length: 1500 }, (_, i) => ids[i % ids.length]!)
    await context.evaluate(long, 'off', (done, total) => seen.push([done, total]))
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(seen.length).toBeGreaterThan(2)
    expect(seen.at(-1)).toEqual([1500, 1500])
  })
})

describe('top-k', () => {
  it('can be raised until all tokens enter', async () => {
    const dense = await native().Model.load(TINY, { gpuLayers: 0, topK: 100_000 })
    const all = await native().Context.create(dense, { length: 512, threads: 2 })
    all.beginAnswer(0, {})
    await all.evaluate(ids.subarray(0, 100), 'answer')
    const trace = all.endAnswer()!
    for (let token = 0; token < 100; token++) expect(trace.row(token, 1).positions.length).toBe(token + 1)
    await all.close()
    dense.close()
  })
})
