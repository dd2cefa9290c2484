import { randomUUID } from 'node:crypto'
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readText } from '../../electron/documents/text/text'
import { DRAFT_FILE, readDraft } from '../../electron/library/answer_draft'
import { builtInModel } from '../../electron/models/builtin'
import { AnswerResultSchema } from '../../electron/shared/ipc/answer_data'
import { SourceDocumentSchema } from '../../electron/shared/ipc/document_data'
import { openTrace } from '../../electron/trace/open'
import { TINY_MODEL } from '../fixtures/models/broken'
import { EngineClient } from './engine_client'
import { startEngine } from './engine_process'

/** Short, as the built-in model reads it: its answers have sentences. */
const TEXT = `The old pier at Marrow Point was closed in 2021, because its wooden piles were rotten. The council wants a new pier of steel.
It will cost 4.2 million crowns, and half of that comes from the state. Building begins in May 2026 and takes eighteen months.
Fishing boats will use the north quay while the pier is built. The ferry to the island will leave from the town harbour.`

const engine = new EngineClient()
const builtIn = { path: builtInModel(), threads: 1 }
const summary = { kind: 'summary' as const }
let folder: string
beforeAll(() => {
  folder = engine.store(readText(TEXT, 'pier.txt'))
})
afterAll(async () => {
  engine.onEvent = undefined
  await engine.handlers['session.close'](undefined)
  rmSync(engine.folder, { recursive: true })
})

describe('a cancelled answer', () => {
  it('keeps what was said, with evidence and trace', async () => {
    const order = engine.order(folder, { model: builtIn, request: summary })
    engine.onEvent = ({ event }) => {
      if (event === 'answer.sentence') engine.handlers['job.cancel']({ job: order.job })
    }
    const result = AnswerResultSchema.parse(await engine.handlers['answer.run'](order))
    engine.onEvent = undefined
    const { answer } = result.generations[result.main]!
    expect(answer.stopped).toBe('cancelled')
    expect(answer.sentences.length).toBeGreaterThan(0)
    expect(answer.sentences[0]!.evidence.length).toBeGreaterThan(0)
    const trace = await openTrace(join(order.answerFolder, '0.trace'))
    expect(trace.info.tokens).toBe(answer.tokens)
    trace.close()
  })

  it('is refused as cancelled if nothing was said yet, and the next one works', async () => {
    const order = engine.order(engine.store(readText(TEXT.repeat(3), 'piers.txt')), { request: summary })
    engine.onEvent = ({ event }) => {
      if (event === 'answer.progress') engine.handlers['job.cancel']({ job: order.job })
    }
    await expect(engine.handlers['answer.run'](order)).rejects.toMatchObject({ code: 'cancelled' })
    engine.onEvent = undefined
    const again = { ...order, answer: randomUUID() }
    expect(AnswerResultSchema.parse(await engine.handlers['answer.run'](again)).generations).toHaveLength(1)
  })

  it('is the only one at a time', async () => {
    const first = engine.handlers['answer.run'](engine.order(folder))
    await expect(engine.handlers['answer.run'](engine.order(folder))).rejects.toMatchObject({ code: 'busy' })
    await first
  })
})

describe('an answer whose trace has no place', () => {
  // nothing stops root from writing
  it.skipIf(process.getuid?.() === 0)('is given all the same, and the user is told', async () => {
    const order = engine.order(folder)
    chmodSync(order.answerFolder, 0o500)
    await engine.handlers['answer.run'](order)
    expect(engine.eventsOf('answer.problem').at(-1)!.message).toMatch(/could not be written/)
  })

  it('is given also if its folder has vanished', async () => {
    const order = engine.order(folder)
    rmSync(order.answerFolder, { recursive: true })
    const result = AnswerResultSchema.parse(await engine.handlers['answer.run'](order))
    expect(result.generations[0]!.answer.tokens).toBeGreaterThan(0)
    expect(engine.eventsOf('answer.problem').at(-1)!.message).toMatch(/could not be written/)
  })
})

describe('the status', () => {
  it('says what the model file holds, and that the CPU attends sparsely', async () => {
    const status = await engine.handlers['engine.status']({ model: { path: TINY_MODEL } })
    expect(status.model).toMatchObject({ builtIn: false, layers: expect.any(Number) })
    expect(status.model.problem).toBeUndefined()
    expect(status.device).toMatch(/^CPU/)
    expect(status.attention).toMatchObject({ sparse: true, reason: expect.stringContaining('ggml-dsa') })
  })

  it('says why a model cannot be used', async () => {
    const status = await engine.handlers['engine.status']({ model: { path: '/no/such.gguf' } })
    expect(status.model.problem).toMatch(/\.$/)
  })
})

describe('the process', () => {
  it('reads documents, and leaves the trace of what was said when it is killed', async () => {
    const { child, ask, events, close } = startEngine()
    try {
      await ask('engine.ping')
      const into = join(engine.folder, 'sample.json')
      const read = await ask('document.read', { job: randomUUID(), path: 'assets/samples/sample.pdf', into })
      expect(read.pages).toBeGreaterThan(1)
      expect(SourceDocumentSchema.parse(JSON.parse(readFileSync(into, 'utf8'))).pages).toHaveLength(read.pages)
      const unread = ask('document.read', { job: randomUUID(), path: '/no/file.pdf', into: `${into}2` })
      await expect(unread).rejects.toMatchObject({ code: 'not-found' })

      const order = engine.order(folder, { model: builtIn, request: summary })
      const ended = ask('answer.run', order).catch((error) => error)
      const path = join(order.answerFolder, '0.trace')
      const draft = join(order.answerFolder, DRAFT_FILE)
      while (!existsSync(draft)) await new Promise((resolve) => setTimeout(resolve, 5))
      child.kill('SIGKILL')
      expect(await ended).toMatchObject({ code: 'engine-lost' })
      expect(events.some(({ event }) => event === 'answer.sentence')).toBe(true)
      const trace = await openTrace(path)
      await trace.verify()
      expect(trace.info.tokens).toBeGreaterThan(3)
      // what it comes to without its end: as many rows as it names
      const { generations, main } = (await readDraft(draft))!
      const { answer, tokenStarts } = generations[main]!
      expect(answer.sentences.length).toBeGreaterThan(0)
      expect(answer.tokens).toBe(answer.sentences.at(-1)!.to)
      expect(answer.tokens).toBeLessThanOrEqual(trace.info.tokens)
      expect(tokenStarts).toHaveLength(answer.tokens + 1)
      expect(answer.text.endsWith(answer.sentences.at(-1)!.text)).toBe(true)
      trace.close()
      expect(readdirSync(order.answerFolder)).toContain('tokens.bin')
    } finally {
      close()
    }
  })
})
