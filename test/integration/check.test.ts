import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { AnswerResultSchema } from '../../electron/shared/ipc/answer_data'
import { Harbour } from './harbour'

const harbour = new Harbour()
const { engine } = harbour
const subject = (...generation: Parameters<Harbour['subject']>) => harbour.subject(...generation)

beforeAll(() => harbour.ask())
afterAll(async () => {
  await engine.handlers['session.close'](undefined)
  rmSync(engine.folder, { recursive: true })
})

it('an answer is less likely without the sentence that it came from, and with all others it hardly is', async () => {
  const { generation } = harbour
  expect(generation.answer.text).toContain('Marta Quill')
  const leaveOut = generation.units.map((_, sentence) => [sentence])
  const check = await engine.handlers['experiment.check']({ ...subject(), leaveOut })
  expect(check.logProbabilities.length).toBe(generation.answer.tokens)
  const mean = check.logProbabilities.reduce((a, b) => a + b, 0) / generation.answer.tokens
  expect(mean).toBeCloseTo(generation.answer.logProbability, 1) // the trimmed answer may lack its last token
  const changes = check.without.map(({ change }) => change)
  const worst = changes.indexOf(Math.min(...changes))
  expect(generation.units[worst]).toBe(generation.answer.sentences[0]!.evidence[0]!.sentence)
  expect(changes[worst]).toBeLessThan(-3)
  expect(changes.filter((change) => change < -3)).toHaveLength(1)
  expect(engine.eventsOf('job.progress').some(({ progress }) => progress.step === 'score')).toBe(true)
})

it('gives the same answer afterwards', async () => {
  await engine.handlers['experiment.check']({ ...subject(), leaveOut: [[0, 1], [5]] })
  const again = AnswerResultSchema.parse(
    await engine.handlers['answer.run'](
      engine.order(harbour.order.folder, { request: harbour.order.request, model: harbour.order.model }),
    ),
  )
  expect(again.generations[0]!.answer).toEqual(harbour.generation.answer)
})

it('is stopped by a cancel, and says what is missing', async () => {
  const asked = subject()
  const many = engine.handlers['experiment.check']({ ...asked, leaveOut: Array.from({ length: 200 }, () => [0]) })
  setTimeout(() => void engine.handlers['job.cancel']({ job: asked.job }), 50)
  await expect(many).rejects.toMatchObject({ code: 'cancelled' })
  const { otherTokens: _, ...old } = harbour.generation
  const check = async () => engine.handlers['experiment.check']({ ...subject(old), leaveOut: [[0]] })
  await expect(check()).rejects.toMatchObject({ code: 'bad-argument', message: expect.stringMatching(/ask again/) })
})
