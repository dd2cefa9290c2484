import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeHome } from '../../electron/scripts/stage/home'
import { launch, picture, type Running } from '../../electron/scripts/stage/launch'
import { ended } from './answers'
import { putLease } from './lease'
import { loadAxe, violationsInBothThemes } from './violations'

/** A question in two looks, what one may change of them, and passages found by meaning. */

const PICTURES = join(import.meta.dirname, '..', '..', 'build', 'pictures')
const QUESTION = 'How much is the rent a month?'

let running: Running
beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true })
  const home = makeHome()
  running = await launch({ home, args: [putLease(home)] })
  await loadAxe(running.window)
  await ended(running.window, 0)
})
afterAll(() => running?.close())

const card = () => running.window.locator('.answer-card').last()

test('an answer says what was looked through and read again, and leads to both', async () => {
  const { window } = running
  await window.getByLabel('Question about the document').fill(QUESTION)
  await window.keyboard.press('Enter')
  const answer = await ended(window, 1)
  expect(answer).toMatchObject({ state: 'done', result: { found: true } })
  expect(answer.result!.excerpts!.map(({ text }) => text).join(' ')).toContain('The rent is 240 euros a month')
  await card().locator('.answer-looks summary').click()
  const readAgain = card().locator('.answer-passages').first().locator('li')
  expect(await readAgain.count()).toBe(answer.result!.excerpts!.length)
  expect(await violationsInBothThemes(window)).toEqual([])
  await picture(window, join(PICTURES, 'looks.png'))
  await card().getByRole('button', { name: 'First look: what the question’s words selected' }).click()
  await window.locator('.lens-list > li').nth(2).waitFor()
  // a text's title comes before it
  const best = (await window.locator('.lens-list > li').allInnerTexts()).slice(0, 3)
  expect(best.join(' ')).toContain('The rent is 240 euros a month')
  expect(await violationsInBothThemes(window)).toEqual([])
  await picture(window, join(PICTURES, 'first-look.png'))
  await window.getByRole('button', { name: 'Close the lens' }).click()
})

test('with the next best instead of the excerpt that states it, the answer is another', async () => {
  await card()
    .getByRole('button', { name: /^Read too/ })
    .first()
    .click()
  await card()
    .getByRole('button', { name: /^Leave out: The rent is 240/ })
    .click()
  await card()
    .getByRole('button', { name: /^Ask again of/ })
    .click()
  const answer = await ended(running.window, 2)
  expect(answer.result!.excerpts!.some(({ text }) => text.includes('240'))).toBe(false)
  expect(answer.text).not.toContain('240')
})

test('what the document does not hold is not answered', async () => {
  const { window } = running
  await window.getByLabel('Question about the document').fill('Who is the mayor of Tarnwick?')
  await window.keyboard.press('Enter')
  await ended(window, 3)
  await card().getByText('The document doesn’t seem to say.').waitFor()
  expect(await violationsInBothThemes(window)).toEqual([])
  await picture(window, join(PICTURES, 'not-said.png'))
})

test('passages are found by meaning, best first, and walked through', async () => {
  const { window } = running
  await window.locator('.reader').click()
  await window.keyboard.press('Control+f')
  await window.getByLabel('Find by', { exact: true }).selectOption('meaning')
  const field = window.getByLabel('Find by meaning')
  await field.fill('What has to be given back at the end?')
  await field.press('Enter')
  const found = window.locator('.reader-find-passages li')
  await found.first().waitFor()
  expect((await found.allInnerTexts()).slice(0, 3).join(' ')).toContain('four keys')
  expect(await found.count()).toBeGreaterThanOrEqual(5)
  await field.press('ArrowDown')
  expect(await window.locator('.reader-find-passages [aria-current="true"]').innerText()).toBe(
    await found.nth(1).innerText(),
  )
  expect(await violationsInBothThemes(window)).toEqual([])
  await picture(window, join(PICTURES, 'find-by-meaning.png'))
})
