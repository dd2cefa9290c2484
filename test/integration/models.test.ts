import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readText } from '../../electron/documents/text/text'
import { makeBrokenModels, TINY_MODEL } from '../fixtures/models/broken'
import { changedModel } from '../fixtures/models/real_files'
import { EngineClient } from './engine_client'

const engine = new EngineClient()
const broken = makeBrokenModels()
const folder = mkdtempSync(join(tmpdir(), 'sparselens-models-'))
afterAll(async () => {
  await engine.handlers['model.unload'](undefined)
  for (const made of [engine.folder, broken.folder, folder]) rmSync(made, { recursive: true })
})

const inspect = (path: string, template?: string) => engine.handlers['model.inspect']({ model: { path, template } })
const tiny = { path: TINY_MODEL, threads: 1 }

describe('a model that is looked at', () => {
  it('says what it is, without being loaded', async () => {
    const { card, problem } = await inspect(TINY_MODEL)
    const bytes = readFileSync(TINY_MODEL).length
    expect(problem).toBeUndefined()
    expect(card).toMatchObject({
      architecture: 'deepseek32',
      layers: 2,
      topK: 16,
      license: 'mit',
      bytes,
      files: 1,
    })
    expect(engine.eventsOf('model.loaded')).toEqual([])
  })

  it("tells why it can't be used", async () => {
    const { card, problem } = await inspect(broken.noIndexer)
    expect(card).toBeUndefined()
    expect(problem).toMatchObject({ code: 'no-indexer', message: expect.stringMatching(/no lightning indexer/) })
  })

  it('without a chat template is of use once one is chosen', async () => {
    const mute = changedModel(folder, 'mute.gguf', ({ values }) => void values.delete('tokenizer.chat_template'))
    const template = join(folder, 'chat.jinja')
    writeFileSync(template, '{% for message in messages %}[{{ message.content }}]{% endfor %}')
    expect(await inspect(mute)).toMatchObject({ card: { layers: 2 }, problem: { code: 'no-chat-template' } })
    expect(await inspect(mute, template)).not.toHaveProperty('problem')
    const document = engine.store(readText('The pier is old. It will be renewed in 2027.', 'pier.txt'))
    const answer = engine.handlers['answer.run'](
      engine.order(document, { model: { path: mute, template, threads: 1 } }),
    )
    expect((await answer).generations).toHaveLength(1)
  })

  it('is hashed whole on demand', async () => {
    const { sha256 } = await engine.handlers['model.hash']({ job: randomUUID(), path: TINY_MODEL })
    expect(sha256).toBe(createHash('sha256').update(readFileSync(TINY_MODEL)).digest('hex'))
    expect((await inspect(TINY_MODEL)).hash).toEqual({ sha256 })
  })
})

describe("the engine's memory", () => {
  it('is filled before it is needed, told in bytes, and freed', async () => {
    engine.heard.length = 0
    const job = randomUUID()
    await engine.handlers['model.load']({ job, model: tiny })
    const steps = engine.eventsOf('job.progress').map(({ progress }) => progress)
    expect(steps.find(({ step }) => step === 'load')!.total).toBe(readFileSync(TINY_MODEL).length)
    expect(engine.eventsOf('model.loaded').at(-1)).toEqual({ path: TINY_MODEL })
    await engine.handlers['model.unload'](undefined)
    expect(engine.eventsOf('model.loaded').at(-1)).toEqual({ path: null })
  })

  it('is not filled once that is cancelled', async () => {
    const job = randomUUID()
    const loading = engine.handlers['model.load']({ job, model: tiny })
    await engine.handlers['job.cancel']({ job })
    await expect(loading).rejects.toMatchObject({ code: 'cancelled' })
    expect(engine.eventsOf('model.loaded').at(-1)).toEqual({ path: null })
  })
})
