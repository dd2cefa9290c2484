import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { jsonLine } from '../../electron/cli/json'
import { makeHome, putDocument } from '../../electron/scripts/stage/home'
import { launch, type Running } from '../../electron/scripts/stage/launch'
import type { AnswerResult } from '../../electron/shared/ipc/answer_data'
import type { RequestResult } from '../../electron/summarize/types'
import { runCli } from '../integration/run_cli'
import { answerThat } from './answers'
import { dropFiles } from './drop'

/** `npm run analyze -- FILE --json` and the window say the same of the same file, and name the same sources. */

const REPORT = join(import.meta.dirname, '..', 'fixtures', 'documents', 'report.pdf')
const QUESTION = 'What was spent on the roof?'

let running: Running
beforeAll(async () => {
  const home = makeHome()
  running = await launch({ home })
  await dropFiles(running.window, running.window.locator('body'), [putDocument(home, REPORT)])
})
afterAll(() => running?.close())

/** All but the time it took, and what was kept from the request before. */
const saidOf = (line: string) => ({ ...JSON.parse(line), timings: undefined })

function saidInWindow(kind: RequestResult['kind'], result: AnswerResult) {
  const { answer } = result.generations[result.main]!
  return saidOf(jsonLine({ ...result, kind, answer } as unknown as RequestResult))
}

async function saidByCli(...options: string[]) {
  const { status, stdout, stderr } = await runCli([REPORT, '--json', ...options])
  if (status !== 0) throw new Error(stderr)
  return saidOf(stdout)
}

/** The model's hash is told after the answer. */
const hashed = (at: number) =>
  answerThat(running.window, 'an answer with its model’s hash', at, ({ result }) => !!result?.model.sha256)

test('the summary', async () => {
  const inWindow = saidInWindow('summary', (await hashed(0)).result!)
  expect(inWindow.answer.sentences.length).toBeGreaterThan(0)
  expect(inWindow).toEqual(await saidByCli())
})

test('a question, asked after the summary', async () => {
  await running.window.getByLabel('Question about the document').fill(QUESTION)
  await running.window.keyboard.press('Enter')
  const inWindow = saidInWindow('question', (await hashed(1)).result!)
  expect(inWindow.answer.text).not.toBe('')
  expect(inWindow).toEqual(await saidByCli('--ask', QUESTION))
})
