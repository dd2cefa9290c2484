import { rmSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { native, withCancel } from '../../electron/engine/native'
import { makeBrokenModels, TINY_MODEL } from '../fixtures/models/broken'

const broken = makeBrokenModels()
afterAll(() => rmSync(broken.folder, { recursive: true }))

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

describe('a model file', () => {
  it('says what it holds', async () => {
    const file = await native().inspectModel(TINY_MODEL, true)
    expect(file).toMatchObject({ architecture: 'deepseek32', layers: 2, topK: 16, contextLength: 8192 })
    expect(file.shards).toEqual([TINY_MODEL])
    expect(file.tensors?.map((tensor) => tensor.name)).toContain('blk.1.indexer.attn_q_b.weight')
    for (const { offset, bytes } of file.tensors!) expect(offset + bytes).toBeLessThanOrEqual(file.bytes)
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
