import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readText } from '../../electron/documents/text'
import type { AnswerResult } from '../../electron/ipc/answer_data'
import { AnswerResultSchema } from '../../electron/ipc/answer_data'
import type { EngineCalls, Input } from '../../electron/ipc/calls'
import { EngineClient } from './engine_client'

const TEXT = [
  'The harbour board met in spring and spoke of the pier.',
  'It was built of oak and has to be mended every year.',
  'The lighthouse keeper is called Marta Quill.',
  'Fishermen pay a small fee for their boats.',
  'The board will meet again in autumn.',
  'Ropes and lamps are kept in the red shed.',
].join(' ')

const engine = new EngineClient()
const model = { threads: 2 }
let order: Input<EngineCalls, 'answer.run'>
let result: AnswerResult

beforeAll(async () => {
  const request = { kind: 'question', question: 'Who is the lighthouse keeper?' } as const
  order = engine.order(engine.store(readText(TEXT, 'harbour.txt')), { request, model })
  result = AnswerResultSchema.parse(await engine.handlers['answer.run'](order))
})
afterAll(async () => {
  await engine.handlers['session.close'](undefined)
  rmSync(engine.folder, { recursive: true })
})

const subject = (generation = result.generations[0]!) => ({
  job: randomUUID(),
  folder: order.folder,
  cacheFolder: order.cacheFolder,
  cacheBytes: order.cacheBytes,
  model,
  request: order.request,
  generation,
  file: join(order.answerFolder, '0.trace'),
})

it('an answer is less likely without the sentence that it came from, and with all others it hardly is', async () => {
  const [generation] = result.generations
  expect(generation!.answer.text).toContain('Marta Quill')
  const leaveOut = generation!.units.map((_, sentence) => [sentence])
  const check = await engine.handlers['experiment.check']({ ...subject(), leaveOut })
  expect(check.logProbabilities.length).toBe(generation!.answer.tokens)
  const mean = check.logProbabilities.reduce((a, b) => a + b, 0) / generation!.answer.tokens
  expect(mean).toBeCloseTo(generation!.answer.logProbability, 1) // the trimmed answer may lack its last token
  const changes = check.without.map(({ change }) => change)
  const worst = changes.indexOf(Math.min(...changes))
  expect(generation!.units[worst]).toBe(generation!.answer.sentences[0]!.evidence[0]!.sentence)
  expect(changes[worst]).toBeLessThan(-3)
  expect(changes.filter((change) => change < -3)).toHaveLength(1)
  expect(engine.eventsOf('job.progress').some(({ progress }) => progress.step === 'score')).toBe(true)
})

it('gives the same answer afterwards', async () => {
  await engine.handlers['experiment.check']({ ...subject(), leaveOut: [[0, 1], [5]] })
  const again = AnswerResultSchema.parse(
    await engine.handlers['answer.run'](engine.order(order.folder, { request: order.request, model })),
  )
  expect(again.generations[0]!.answer).toEqual(result.generations[0]!.answer)
})

it('is stopped by a cancel, and says what is missing', async () => {
  const asked = subject()
  const many = engine.handlers['experiment.check']({ ...asked, leaveOut: Array.from({ length: 200 }, () => [0]) })
  setTimeout(() => void engine.handlers['job.cancel']({ job: asked.job }), 50)
  await expect(many).rejects.toMatchObject({ code: 'cancelled' })
  const { otherTokens: _, ...old } = result.generations[0]!
  const check = async () => engine.handlers['experiment.check']({ ...subject(old), leaveOut: [[0]] })
  await expect(check()).rejects.toMatchObject({ code: 'bad-argument', message: expect.stringMatching(/ask again/) })
})
