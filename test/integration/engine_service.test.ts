import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readText } from '../../electron/documents/text'
import { AnswerResultSchema } from '../../electron/ipc/answer_data'
import { readTokens } from '../../electron/library/tokens_file'
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

    const uses = await engine.handlers['trace.uses']({ file, sentence: 2, layers })
    expect(sum(uses.count)).toBe(totals.count[2])
    await engine.handlers['trace.release']({ folder: order.answerFolder })
  })
})
