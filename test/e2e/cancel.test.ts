import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeHome, putDocument } from '../../electron/scripts/stage/home'
import { launch, type Running } from '../../electron/scripts/stage/launch'
import { ended, expectOwnTokensOnly } from './answers'
import { dropFiles } from './drop'

/** Stopping an answer, by the button and by Escape: at once, with what was said, and the next request works. */

const SAMPLE = join(import.meta.dirname, '..', '..', 'assets', 'samples', 'sample.pdf')

let running: Running
beforeAll(async () => {
  const home = makeHome()
  running = await launch({ home })
  await running.window.evaluate(listen)
  await dropFiles(running.window, running.window.locator('body'), [putDocument(home, SAMPLE)])
})
afterAll(() => running?.close())

interface Heard {
  /** Tokens of the document that were read, and all of them, each time that was told. */
  read: { done: number; total: number }[]
  /** Answers that had ended and of which more was told. */
  late: string[]
}

/** Notes in the page what main tells it. */
function listen(): void {
  const heard: Heard = { read: [], late: [] }
  Object.assign(window, { heard })
  const over = new Set<string>()
  window.sparselens.listen((name, data) => {
    if (name === 'answer.changed') {
      const { id, state } = data as { id: string; state: string }
      if (state === 'cancelled') over.add(id)
    }
    if (name !== 'answer.progress') return
    const { answer, progress } = data as { answer: string; progress: { stage: string; done: number; total: number } }
    if (over.has(answer)) heard.late.push(answer)
    if (progress.stage === 'prefill') heard.read.push({ done: progress.done, total: progress.total })
  })
}

const heard = () => running.window.evaluate(() => (window as unknown as { heard: Heard }).heard)
const card = () => running.window.locator('.answer-card').last()

async function ask(question: string): Promise<void> {
  await running.window.getByLabel('Question about the document').fill(question)
  await running.window.keyboard.press('Enter')
}

/** Until there is some of the answer's text on the screen. */
async function someText(): Promise<string> {
  const text = card().locator('.answer-text')
  await expect
    .poll(async () => (await text.innerText({ timeout: 100_000 })).length, { timeout: 100_000 })
    .toBeGreaterThan(20)
  return text.innerText()
}

/** Until more of the document was read than when this was asked. */
async function someReading(): Promise<void> {
  const before = (await heard()).read.length
  await expect.poll(async () => (await heard()).read.length, { timeout: 100_000 }).toBeGreaterThan(before + 1)
}

async function expectStoppedWhileReading(): Promise<void> {
  await card().getByText('You stopped it here').waitFor()
  const { done, total } = (await heard()).read.at(-1)!
  expect(done).toBeGreaterThan(0)
  expect(done).toBeLessThan(total)
}

test('the button stops the reading', async () => {
  await someReading()
  await card().getByRole('button', { name: 'Stop' }).click()
  await expectStoppedWhileReading()
  expect(await ended(running.window, 0)).toMatchObject({ state: 'cancelled', text: '' })
})

test('Escape stops the reading, also from the question box', async () => {
  const { window } = running
  await ask('Who wrote it?')
  await someReading()
  await window.getByLabel('Question about the document').focus()
  await window.keyboard.press('Escape')
  await expectStoppedWhileReading()
})

test.each(['the button', 'Escape'])('%s stops the writing, and what was said stays', async (way) => {
  const { window } = running
  const at = way === 'Escape' ? 3 : 2
  await ask(`Tell the main points, stopped by ${way}.`)
  const shown = await someText()
  if (way === 'Escape') await window.keyboard.press('Escape')
  else await card().getByRole('button', { name: 'Stop' }).click()
  await card().getByText('You stopped it here').waitFor()
  const answer = await ended(window, at)
  expect(answer.state).toBe('cancelled')
  expect(answer.result!.generations[answer.result!.main]!.answer.stopped).toBe('cancelled')
  expect(squeezed(await card().locator('.answer-text').innerText())).toContain(squeezed(shown))
  // its evidence is there to be looked at, too
  await card().locator('.answer-words').first().click()
  await window.getByRole('tab', { name: 'Evidence' }).waitFor()
  await window.getByRole('button', { name: 'Close the lens' }).click()
})

test('the next request works, without reading the document again', async () => {
  await ask('How many pages does it have?')
  const answer = await ended(running.window, 4)
  expect(answer.state).toBe('done')
  expectOwnTokensOnly(answer)
  expect((await heard()).late).toEqual([])
})

/** Page chips come and go beside the words. */
const squeezed = (text: string) => text.replace(/[^a-z]/gi, '').slice(0, 20)
