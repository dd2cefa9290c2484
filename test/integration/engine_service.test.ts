import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readText } from '../../electron/documents/text/text'
import { readTokens } from '../../electron/library/tokens_file'
import { type AnswerResult, AnswerResultSchema } from '../../electron/shared/ipc/answer_data'
import { TINY_MODEL } from '../fixtures/models/broken'
import { EngineClient } from './engine_client'

const paragraph = (i: number) =>
  `Section ${i} of the report. The board met on day ${i * 7} and spent ${i * i + 3} crowns on rope. Nobody objected to number ${i}.`
const report = (paragraphs: number) =>
  readText(Array.from({ length: paragraphs }, (_, i) => paragraph(i)).join('\n\n'), 'report.txt')

const engine = new EngineClient()
let folder: string
beforeAll(() => {
  folder = engine.store(report(24))
})
afterAll(async () => {
  await engine.handlers['session.close'](undefined)
  rmSync(engine.folder, { recursive: true })
})

describe('an answer', () => {
  it('streams tokens and sentences, and its trace answers the lens from its file alone', async () => {
    const order = engine.order(folder)
    const result = AnswerResultSchema.parse(await engine.handlers['answer.run'](order))
    const { answer, ...generation } = result.generations[result.main]!
    const tokens = engine.eventsOf('answer.progress').filter(({ progress }) => progress.stage === 'answer')
    expect(tokens.length).toBeGreaterThanOrEqual(answer.tokens)
    expect(engine.eventsOf('answer.sentence').map(({ sentence }) => sentence)).toEqual(answer.sentences)
    expect(generation.tokenStarts).toHaveLength(answer.tokens + 1)
    expect(generation.tokenStarts.at(-1)).toBe(answer.text.length)
    expect((await readTokens(join(order.answerFolder, 'tokens.bin'))).ids).toHaveLength(result.document.tokens)

    const file = join(order.answerFolder, '0.trace')
    const layers = Array.from({ length: generation.layers }, (_, i) => i)
    const span = { from: 0, to: answer.tokens, layers }
    const totals = await engine.handlers['trace.span']({ file, span })
    const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0)
    let selected = 0
    for (let token = 0; token < answer.tokens; token++) {
      for (const layer of layers) {
        const row = await engine.handlers['trace.row']({ file, token, layer })
        expect(row.position).toBe(generation.promptLength - 1 + token)
        expect(row.positions.length).toBe(Math.min(generation.topK, row.position + 1))
        selected += row.positions.length
      }
    }
    expect(totals.rows).toBe(answer.tokens * generation.layers)
    expect(totals.selected).toBe(selected)
    expect(sum(totals.count) + sum(Object.values(totals.outside)) + totals.unsorted).toBe(selected)
    expect(totals.count).toHaveLength(generation.units.length)

    const map = await engine.handlers['trace.map']({ file, span, bins: 7 })
    expect(sum(map.count)).toBe(sum(totals.count) + totals.unsorted)
    expect(sum(map.outside)).toBe(sum(Object.values(totals.outside)))

    // looked at closer, and without what always enters, the numbers still add up, layer by layer
    const [a, b] = [3, generation.textEnd - generation.textStart - 5]
    const part = { file, span, bins: 3, within: { from: a, to: b }, leaveOut: { sinks: true, recent: true } }
    const close = await engine.handlers['trace.map'](part)
    for (const [i, layer] of layers.entries()) {
      const one = await engine.handlers['trace.span']({ file, span: { ...span, layers: [layer] } })
      const bins = sum(close.count.subarray(3 * i, 3 * i + 3)) + sum(close.outside.subarray(3 * i, 3 * i + 3))
      expect(bins + close.beyond[i]! + close.sinks[i]! + close.recent[i]!).toBe(one.selected)
    }

    const never = await engine.handlers['trace.never']({ file, layers })
    expect(never.of - never.tokens).toBe(totals.entered)
    const byLayer = await engine.handlers['trace.byLayer']({ file, span, sentences: [0, 2] })
    const ofSecond = layers.reduce((total, _, i) => total + byLayer.evidence[2 * i + 1]!, 0)
    expect(ofSecond).toBeCloseTo(totals.evidence[2]!, 3)

    const uses = await engine.handlers['trace.uses']({ file, sentence: 2, layers })
    expect(sum(uses.count)).toBe(totals.count[2])
    await engine.handlers['trace.release']({ folder: order.answerFolder })
  })
})

describe('a document that was read', () => {
  const question = (text: string) => ({ request: { kind: 'question' as const, question: text, looks: 1 as const } })
  const longReport = { path: TINY_MODEL, threads: 1, context: 1536 }

  async function ask(client: EngineClient, at: string, text: string, model = { path: TINY_MODEL, threads: 1 }) {
    const result = await client.handlers['answer.run'](client.order(at, { ...question(text), model }))
    return AnswerResultSchema.parse(result)
  }

  /** Tokens of the questions and answers alone. */
  const ownTokens = ({ generations }: AnswerResult) =>
    generations.reduce((sum, { promptLength, textEnd, answer }) => sum + promptLength - textEnd + answer.tokens, 0)

  const evaluated = ({ timings }: AnswerResult) => timings!.evaluatedTokens

  it('is read once: a second question evaluates only its own tokens, also in another process', async () => {
    const at = engine.store(report(30))
    const first = await ask(engine, at, 'Who met?')
    expect(evaluated(first)).toBeGreaterThan(first.document.tokens)
    const second = await ask(engine, at, 'What was spent?')
    expect(evaluated(second)).toBe(ownTokens(second))
    await engine.handlers['session.close'](undefined)

    const later = new EngineClient(engine.folder)
    const again = await ask(later, at, 'What was spent?')
    expect(evaluated(again)).toBe(ownTokens(again))
    expect(later.eventsOf('answer.progress').map(({ progress }) => progress.stage)).toContain('restore')
    expect(again.generations.map(({ answer }) => answer)).toEqual(second.generations.map(({ answer }) => answer))
    await later.handlers['session.close'](undefined)
  })

  it('is read once also if it is read in parts', async () => {
    const at = engine.store(report(34))
    const first = await ask(engine, at, 'Who met?', longReport)
    expect(first.generations.length).toBeGreaterThan(2)
    const second = await ask(engine, at, 'What was spent?', longReport)
    expect(evaluated(second)).toBe(ownTokens(second))
    await engine.handlers['session.close'](undefined)
    const later = new EngineClient(engine.folder)
    const again = await ask(later, at, 'What was spent?', longReport)
    expect(evaluated(again)).toBe(ownTokens(again))
    expect(again.generations.map(({ answer }) => answer)).toEqual(second.generations.map(({ answer }) => answer))
    await later.handlers['session.close'](undefined)
  })

  it('is read again if what was kept is damaged, or of another version', async () => {
    const at = engine.store(report(12))
    const cacheFolder = join(engine.folder, 'cache')
    const before = new Set(readdirSync(cacheFolder))
    const first = await ask(engine, at, 'Who met?')
    await engine.handlers['session.close'](undefined)
    const [file] = readdirSync(cacheFolder).filter((name) => !before.has(name))
    const path = join(cacheFolder, file!)
    for (const damage of [(bytes: Buffer) => bytes.subarray(0, 100), flipped]) {
      writeFileSync(path, damage(readFileSync(path)))
      const client = new EngineClient(engine.folder)
      const again = await ask(client, at, 'Who met?')
      expect(evaluated(again)).toBe(evaluated(first))
      expect(again.generations[0]!.answer).toEqual(first.generations[0]!.answer)
      await client.handlers['session.close'](undefined)
    }
  })

  it('is not kept where it has no room, and the oldest makes room for the newest', async () => {
    const folder = join(engine.folder, 'small cache')
    const documents = [report(8), report(9), report(10)].map((document) => engine.store(document))
    const run = (at: string, cacheBytes: number) =>
      engine.handlers['answer.run'](engine.order(at, { ...question('Who met?'), cacheFolder: folder, cacheBytes }))
    await run(documents[0]!, 1000)
    await engine.handlers['session.close'](undefined)
    expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([])
    await run(documents[0]!, 1 << 30)
    await engine.handlers['session.close'](undefined)
    const [one] = readdirSync(folder)
    const room = Math.round(2.6 * statSync(join(folder, one!)).size)
    for (const at of documents.slice(1)) await run(at, room)
    await engine.handlers['session.close'](undefined)
    expect(readdirSync(folder)).toHaveLength(2)
    expect(readdirSync(folder)).not.toContain(one)
  })
})

describe('what was read of a document that is removed', () => {
  it('is not written any more', async () => {
    const [at, other] = [engine.store(report(7)), engine.store(report(6))]
    const cacheFolder = join(engine.folder, 'caches', 'one')
    const run = (folder: string) => engine.handlers['answer.run'](engine.order(folder, { cacheFolder }))
    await run(at)
    await engine.handlers['session.forget']({ folder: at })
    rmSync(cacheFolder, { recursive: true, force: true })
    await engine.handlers['session.close'](undefined)
    await run(other)
    await engine.handlers['session.forget']({ folder: at })
    await engine.handlers['session.close'](undefined)
    expect(readdirSync(cacheFolder)).toHaveLength(1)
  })
})

function flipped(bytes: Buffer): Buffer {
  bytes[bytes.length >> 1]! ^= 1
  return bytes
}
