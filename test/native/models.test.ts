import { mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { native, withCancel } from '../../electron/engine/native'
import { builtInModel } from '../../electron/models/builtin'
import { makeBrokenModels, TINY_MODEL } from '../fixtures/models/broken'
import { makeFamily } from '../fixtures/models/families/families'
import { readModel, Value, writeModel } from '../fixtures/models/raw_model'
import {
  addNextTokenBlock,
  changedModel,
  DEEPSEEK_TOKENS,
  patchedModel,
  useDeepSeekTokens,
  writeShards,
} from '../fixtures/models/real_files'

const broken = makeBrokenModels()
const folder = mkdtempSync(join(tmpdir(), 'sparselens-files-'))
afterAll(() => {
  rmSync(broken.folder, { recursive: true })
  rmSync(folder, { recursive: true })
})

const u32 = (value: number) => new Uint8Array(Uint32Array.of(value).buffer)
const swapped = (value: number) => u32(value).reverse()
const withType = (type: number) =>
  changedModel(folder, `type-${type}.gguf`, ({ tensors }) => {
    tensors[0]!.type = type
  })
const without = (name: string, lacks: RegExp) =>
  changedModel(folder, name, (model) => {
    model.tensors = model.tensors.filter((tensor) => !lacks.test(tensor.name))
  })
const lacking = (name: string, key: string) => changedModel(folder, name, ({ values }) => void values.delete(key))
const saying = (name: string, key: string, value: Buffer) =>
  changedModel(folder, name, ({ values }) => void values.set(key, value))

/** The first of two shards under another name, the others as they should be. */
function renamedShard(): string {
  const [first] = writeShards(folder, ['new-00001-of-00002.gguf', 'new-00002-of-00002.gguf'])
  const renamed = join(folder, 'new-00001-of-00002 (1).gguf')
  renameSync(first!, renamed)
  return renamed
}

describe('a model that cannot be used', () => {
  it.each([
    [broken.missing, 'model-not-found', /no model file/],
    [broken.folder, 'model-not-found', /is a folder/],
    [broken.empty, 'not-gguf', /not a GGUF/],
    [broken.notGguf, 'not-gguf', /not a GGUF/],
    [broken.truncated, 'truncated-model', /cut off/],
    [broken.truncatedHeader, 'truncated-model', /cut off or damaged/],
    [broken.wrongArchitecture, 'wrong-architecture', /deepseek99/],
    [broken.noIndexer, 'no-indexer', /no lightning indexer tensors/],
    [broken.missingShard, 'missing-shard', /00002-of-00002\.gguf is missing/],
  ])('%s: %s', async (path, code, message) => {
    const inspect = withCancel(undefined, () => native().inspectModel(path))
    await expect(inspect).rejects.toMatchObject({ code, message: expect.stringMatching(message) })
    const load = withCancel(undefined, () => native().Model.load(path, { gpuLayers: 0, topK: 0 }))
    await expect(load).rejects.toMatchObject({ code })
  })
})

describe('a file that is told apart from a damaged one', () => {
  it.each([
    [
      patchedModel(folder, 'v4.gguf', 4, u32(4)),
      'other-gguf-version',
      /GGUF version 4, newer than .* newer SparseLens/,
    ],
    [patchedModel(folder, 'v1.gguf', 4, u32(1)), 'other-gguf-version', /GGUF version 1, .* newer conversion/],
    [
      patchedModel(folder, 'big-endian.gguf', 4, swapped(3)),
      'other-byte-order',
      /big-endian.*little-endian conversion/,
    ],
    [patchedModel(folder, 'noise.gguf', 4, u32(0x7654321)), 'truncated-model', /cut off or damaged/],
    [withType(200), 'unknown-tensor-type', /tensor type .*number 200.*another quantization or a newer SparseLens/],
    [withType(31), 'unknown-tensor-type', /tensor type .*number 31/], // Q4_0_4_4, given up since
    [without('one-less.gguf', /^blk\.1\.indexer\.proj/), 'no-indexer', /in 1 of its 2 layers .*blk\.1\.indexer\.proj/],
    [without('none.gguf', /indexer/), 'no-indexer', /no lightning indexer tensors in any of its 2 layers/],
    [lacking('no-top-k.gguf', 'deepseek32.attention.indexer.top_k'), 'no-indexer', /top_k/],
    [saying('no-blocks.gguf', 'deepseek32.block_count', Value.u32(0)), 'damaged-model', /0 blocks/],
    [saying('many-blocks.gguf', 'deepseek32.block_count', Value.u32(9999)), 'damaged-model', /9999 blocks/],
    [saying('all-next.gguf', 'deepseek32.nextn_predict_layers', Value.u32(2)), 'damaged-model', /0 are computed/],
    [
      saying('older.gguf', 'general.architecture', Value.string('deepseek2')),
      'wrong-architecture',
      /"deepseek2" and doesn't say how many blocks/,
    ],
    [writeShards(folder)[1]!, 'wrong-shard', /is part 2 of the model's 2; name the first one.*-00001-of-00002\.gguf/],
    [renamedShard(), 'wrong-shard', /name must end with -00001-of-00002\.gguf/],
    [saying('new-value.gguf', 'general.new', Buffer.of(13, 0, 0, 0)), 'other-gguf-version', /metadata of a type/],
    [saying('no-value.gguf', 'general.new', Buffer.of(13, 9, 9, 9)), 'truncated-model', /cut off or damaged/],
    [
      writeShards(folder, ['many-00001-of-00040.gguf'], 40)[0]!,
      'missing-shard',
      /2, 3, 4, 5, 6, 7, 8 and 32 more of 40/,
    ],
    [saying('shards.gguf', 'split.count', Value.u32(4e9)), 'damaged-model', /one of 4000000000 parts/],
    [writeShards(folder, ['lone-00001-of-00004.gguf'], 4)[0]!, 'missing-shard', /lacks parts 2, 3 and 4 of 4/],
  ])('%s: %s', async (path, code, message) => {
    const inspect = withCancel(undefined, () => native().inspectModel(path))
    await expect(inspect).rejects.toMatchObject({ code, message: expect.stringMatching(message) })
  })

  it.each([
    [0, 'proj.weight', /in 1 of its 3 layers that choose for themselves \(the first: blk\.0\.indexer\.proj\.weight\)/],
    [4, '', /in 1 of its 3 layers that choose for themselves \(the first: blk\.4\.indexer\.attn_k\.weight\)/],
  ])('lacks an indexer on a layer that has its own: %i %s', async (layer, tensor, message) => {
    const model = readModel(makeFamily(folder, 'glm-dsa'))
    model.tensors = model.tensors.filter(({ name }) => !name.startsWith(`blk.${layer}.indexer.${tensor}`))
    const path = writeModel(join(folder, 'own.gguf'), model)
    await expect(withCancel(undefined, () => native().inspectModel(path))).rejects.toMatchObject({
      code: 'no-indexer',
      message: expect.stringMatching(message),
    })
  })

  it('of another architecture says that it reads nothing', async () => {
    const model = readModel(makeFamily(folder, 'glm-dsa'))
    model.values.set('glm-dsa.context_length', Value.u32(0))
    const path = writeModel(join(folder, 'reads-nothing.gguf'), model)
    await expect(withCancel(undefined, () => native().inspectModel(path))).rejects.toMatchObject({
      code: 'damaged-model',
      message: expect.stringMatching(/glm-dsa\.context_length is 0, which can't be/),
    })
  })

  it('is looked at whatever its lengths claim', async () => {
    const COUNTS_AND_FIRST_LENGTH = [8, 16, 24]
    for (const at of COUNTS_AND_FIRST_LENGTH) {
      const path = patchedModel(folder, `length-${at}.gguf`, at, Buffer.alloc(8, 255))
      await expect(withCancel(undefined, () => native().inspectModel(path))).rejects.toMatchObject({
        code: 'truncated-model',
      })
    }
  })

  it('is one that llama.cpp refuses, and the reason is said', async () => {
    const model = readModel(makeFamily(folder, 'glm-dsa'))
    model.tensors.push({ ...model.tensors[1]!, name: 'extra' })
    const path = writeModel(join(folder, 'more.gguf'), model)
    const load = withCancel(undefined, () => native().Model.load(path, { gpuLayers: 0, topK: 0 }))
    await expect(load).rejects.toMatchObject({
      code: 'model-refused',
      message: expect.stringMatching(/tensors that this version doesn't know \(.*wrong number.*another conversion/),
    })
  })
})

describe('blocks that predict a further token', () => {
  it.each([
    ['whole', true],
    ['without their tensors', false],
  ])('are no layers: %s', async (name, whole) => {
    const path = changedModel(folder, `next-${whole}.gguf`, (model) => addNextTokenBlock(model, whole))
    const model = await native().Model.load(path, { gpuLayers: 0, topK: 0 })
    const info = model.info()
    expect({ name, layers: info.layers, retrieval: [...info.retrievalLayers] }).toEqual({
      name,
      layers: 2,
      retrieval: [0, 1],
    })
    const context = await native().Context.create(model, { length: 256, threads: 1 })
    const tokens = Int32Array.from({ length: 40 }, (_, i) => 300 + i)
    context.beginDocument(Int32Array.of(0, 20, 20, 40), 1)
    await context.evaluate(tokens, 'document')
    context.beginAnswer(40, {})
    await context.step(301)
    const trace = context.endAnswer()!
    expect(trace.info.layers).toBe(2)
    for (const layer of [0, 1]) expect(trace.row(0, layer).positions.length).toBe(16)
    trace.close()
    await context.close()
    model.close()
  })
})

describe('a model file', () => {
  it('says what it holds', async () => {
    const file = await native().inspectModel(TINY_MODEL, true)
    expect(file).toMatchObject({ architecture: 'deepseek32', layers: 2, topK: 16, contextLength: 8192 })
    expect(file.shards).toEqual([TINY_MODEL])
    expect(file.tensors?.map((tensor) => tensor.name)).toContain('blk.1.indexer.attn_q_b.weight')
    for (const { offset, bytes } of file.tensors!) expect(offset + bytes).toBeLessThanOrEqual(file.bytes)
  })

  it('says how many weights it holds, quantized ones too, and its licence if it names one', async () => {
    const weights = readModel(TINY_MODEL).tensors.map(({ dims }) => dims.reduce((all, dim) => all * dim, 1))
    const { parameters, license } = await native().inspectModel(TINY_MODEL)
    expect(parameters).toBe(weights.reduce((all, one) => all + one, 0))
    expect(license).toBe('mit')
    expect((await native().inspectModel(lacking('unlicensed.gguf', 'general.license'))).license).toBe('')
    // 135 M rewritten for the architecture
    expect((await native().inspectModel(builtInModel())).parameters).toBe(223_107_648)
  })

  it('is named on one line, however it names itself', async () => {
    const path = saying('two-lines.gguf', 'general.name', Value.string(`A\nB\u001b${'c'.repeat(200)}`))
    expect((await native().inspectModel(path)).name).toMatch(/^A\?B\?c{76}\.\.\.$/)
  })

  it('has a chat template also where it has those for several ends only', async () => {
    const KEY = 'tokenizer.chat_template'
    const named = (...names: string[]) =>
      changedModel(folder, `${names.join('-')}.gguf`, ({ values }) => {
        values.set(KEY, Value.string('\n'))
        for (const name of names) values.set(`${KEY}.${name}`, Value.string(name))
      })
    expect((await native().inspectModel(named('tool_use', 'default'))).chatTemplate).toBe('default')
    expect((await native().inspectModel(named('tool_use', 'rag'))).chatTemplate).toBe('tool_use')
  })

  it("tells which of DeepSeek's control tokens its vocabulary holds", async () => {
    expect((await native().inspectModel(TINY_MODEL)).deepSeekTokens).toEqual([])
    const path = changedModel(folder, 'deepseek.gguf', (model) => useDeepSeekTokens(model))
    const { deepSeekTokens, chatTemplate } = await native().inspectModel(path)
    expect([...deepSeekTokens].sort()).toEqual([...DEEPSEEK_TOKENS].sort())
    expect(chatTemplate).toBe('')
  })

  it("has no first and last token if it names none, whatever llama.cpp's would be", async () => {
    const path = changedModel(folder, 'unnamed.gguf', ({ values }) => {
      values.delete('tokenizer.ggml.bos_token_id')
      values.delete('tokenizer.ggml.eos_token_id')
    })
    const [model, named] = await Promise.all(
      [path, TINY_MODEL].map((file) => native().Model.load(file, { gpuLayers: 0, topK: 0 })),
    )
    expect(named!.info()).toMatchObject({ beginToken: '<|im_start|>', endToken: '<|im_end|>' })
    expect(model!.info()).toMatchObject({ beginToken: '', endToken: '' })
    const LLAMAS_OWN = 11
    const IM_END = 2
    expect([LLAMAS_OWN, IM_END].map((token) => model!.endsAnswer(token))).toEqual([false, true])
    model!.close()
    named!.close()
  })

  it('may lie in shards', async () => {
    const [first] = writeShards(folder, ['whole-00001-of-00002.gguf', 'whole-00002-of-00002.gguf'])
    const { shards, tensors } = await native().inspectModel(first!, true)
    expect(shards).toHaveLength(2)
    expect(tensors).toHaveLength(readModel(TINY_MODEL).tensors.length)
  })

  it('reports progress while it loads, and is closed', async () => {
    const seen: number[] = []
    const model = await native().Model.load(TINY_MODEL, { gpuLayers: 0, topK: 0 }, (done) => seen.push(done))
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(seen.at(-1)).toBe(1)
    model.close()
    expect(() => model.info()).toThrow(/was closed/)
  })
})
