import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeHome, putDocument } from '../../electron/scripts/stage/home'
import { launch, type Running } from '../../electron/scripts/stage/launch'
import type { AnswerEntry } from '../../electron/shared/ipc/answer_data'
import { answersOf, answerThat, ended, expectOwnTokensOnly } from './answers'
import { dropFiles } from './drop'
import { holdsModel } from './engine_pid'

/** After a restart everything is there, and nothing is read or computed again. */

const REPORT = join(import.meta.dirname, '..', 'fixtures', 'documents', 'report.pdf')
const onLinux = process.platform === 'linux'

const home = makeHome()
let running: Running
beforeAll(async () => {
  running = await launch({ home })
  await dropFiles(running.window, running.window.locator('body'), [putDocument(home, REPORT)])
})
afterAll(() => running?.close())

async function ask(question: string): Promise<AnswerEntry> {
  const before = (await answersOf(running.window)).length
  await running.window.getByLabel('Question about the document').fill(question)
  await running.window.keyboard.press('Enter')
  return ended(running.window, before)
}

let answers: AnswerEntry[]
test('a second question evaluates its own tokens only', async () => {
  const summary = await ended(running.window, 0)
  expect(summary.result!.timings!.evaluatedTokens).toBeGreaterThan(summary.result!.document.tokens)
  expectOwnTokensOnly(await ask('Who wrote it?'))
  // the model's hash is computed after the answer, so it comes later
  for (const at of [0, 1])
    await answerThat(running.window, 'the hash of the model', at, ({ result }) => result?.model.sha256 !== '')
  answers = await answersOf(running.window)
  if (onLinux) expect(await holdsModel(running)).toBe(true)
})

test('after a restart the document and its answers are shown as they were', async () => {
  await running.close()
  running = await launch({ home })
  const { window } = running
  await window.locator('.library-row.is-open').filter({ hasText: 'report.pdf' }).waitFor()
  await window.locator('.reader-text').first().waitFor()
  expect(await answersOf(window)).toEqual(answers)
  await expect
    .poll(() => window.locator('.answer-words').count())
    .toBe(answers.reduce((sum, { sentences }) => sum + sentences.length, 0))
})

test('the lens shows all four views of an answer, and no model was loaded for it', async () => {
  const { window } = running
  await window.locator('.answer-words').first().click()
  await window.locator('[data-kind="evidence"]').first().waitFor()
  await window.getByRole('tab', { name: 'Indexer score' }).click()
  await window.locator('[data-kind="score"]').first().waitFor()
  await window.getByRole('tab', { name: 'Entered attention' }).click()
  await window.locator('[data-kind="entered"]').first().waitFor()
  await window.getByRole('tab', { name: 'Map' }).click()
  await window.locator('.lens-map-plot canvas, .lens-map-plot').first().waitFor()
  if (onLinux) expect(await holdsModel(running)).toBe(false)
})

test('a question after the restart evaluates its own tokens only', async () => {
  const answer = await ask('When was it written?')
  expect(answer.state).toBe('done')
  expectOwnTokensOnly(answer)
})
