import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { give, makeHome } from '../../electron/scripts/stage/home'
import { launch, picture, type Running } from '../../electron/scripts/stage/launch'
import { HARBOUR_QUESTION, HARBOUR_TEXT } from '../fixtures/harbour'
import { ended } from './answers'
import { clipboardPicture, clipboardText } from './clipboard'
import { dropFiles } from './drop'
import { ask, until } from './page'
import { loadAxe, violationsInBothThemes } from './violations'

/** What is tried with an answer: a sentence is taken out of sight, a question is asked otherwise, selections are counted. */

const PICTURES = join(import.meta.dirname, '..', '..', 'build', 'pictures')
const home = makeHome()
let running: Running
beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true })
  running = await launch({ home })
  const { window } = running
  await loadAxe(window)
  const file = join(home, 'Documents', 'harbour.txt')
  writeFileSync(file, HARBOUR_TEXT)
  give(file)
  await dropFiles(window, window.locator('body'), [file])
  await ended(window, 0)
  const document = (await ask(window, 'library.list'))[0]!.id
  // things are tried with the whole text in sight
  await ask(window, 'answers.ask', { document, request: { kind: 'question', question: HARBOUR_QUESTION, looks: 1 } })
  expect((await ended(window, 1)).text).toContain('Quill')
})
afterAll(() => running?.close())

const button = (name: string | RegExp) => running.window.getByRole('button', { name, exact: true })
/** The question's: a summary that was asked for again goes to the end. */
const answerCard = () => running.window.locator('.answer-card').filter({ hasText: HARBOUR_QUESTION })

test('a check that waits for the model is stopped, and leaves nothing behind', async () => {
  const { window } = running
  await answerCard().locator('.answer-words').first().click()
  const few = button(/What if it had not read the first/)
  await few.waitFor()
  // the engine does one thing at a time
  await button('Summarize').click()
  await few.focus()
  await window.keyboard.press('Enter')
  await window.locator('.try-few .try-running').waitFor()
  await window.locator('.try-few').getByRole('button', { name: 'Stop' }).click()
  await few.waitFor()
  expect(await window.locator('.try-result').count()).toBe(0)
  expect((await ended(window, 2)).state).toBe('done')
})

test('without the sentence that names her, her name becomes far less likely', async () => {
  const { window } = running
  const entry = window.locator('.lens-list > li').filter({ hasText: 'called Marta Quill' })
  await entry.getByRole('button', { name: 'What if the model had not read this?' }).click()
  const result = entry.locator('.try-result')
  await result.waitFor()
  expect(await result.innerText()).toMatch(/times less likely/)
  await result.getByRole('button', { name: 'Numbers' }).click()
  const tokens = await result
    .locator('.try-token')
    .evaluateAll((all) =>
      all.map((one) => ({ less: one.classList.contains('is-less'), number: one.querySelector('small')!.textContent! })),
    )
  expect(tokens.some(({ less, number }) => less && Number(number.replace('−', '-')) < -1)).toBe(true)
  expect(await violationsInBothThemes(running.window)).toEqual([])
  await picture(window, join(PICTURES, 'check.png'))
})

test('which heads scored a token', async () => {
  const { window } = running
  await window.getByRole('tab', { name: 'Indexer score' }).click()
  await button('Which of the indexer’s heads scored this?').click()
  const heads = window.getByRole('region', { name: 'The indexer’s heads' })
  await heads.waitFor()
  expect(await heads.locator('.try-bar').count()).toBe(4)
  expect(await heads.innerText()).toMatch(/Head \d gives most: \d+%/)
  expect(await violationsInBothThemes(running.window)).toEqual([])
  await picture(window, join(PICTURES, 'heads.png'))
  await window.getByRole('tab', { name: 'Evidence' }).click()
})

test('asked again with top-k 16 and without her sentence, the answer is another', async () => {
  const { window } = running
  await answerCard().getByRole('button', { name: 'Experiments with this answer' }).click()
  await window
    .locator('.lens-list > li')
    .filter({ hasText: 'called Marta Quill' })
    .getByRole('button', { name: 'Leave out' })
    .click()
  const slider = window.getByRole('slider', { name: /Top-k/ })
  await slider.focus()
  await window.keyboard.press('Home')
  expect(await slider.getAttribute('aria-valuetext')).toBe('16')
  await button('Ask again').click()
  await window.locator('.try-texts').waitFor({ timeout: 120_000 })
  const [before, now] = await window.locator('.try-texts p').allInnerTexts()
  expect(before).toContain('Quill')
  expect(now).not.toContain('Quill')
  const run = window.locator('.try-run')
  expect(await run.innerText()).toMatch(/mean KL \d/)
  const charts = await run.getByRole('img').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))
  expect(charts.map((name) => name!.split(',')[0])).toEqual([
    'KL by token',
    'Selection kept by layer',
    'Attention mass kept by layer',
  ])
  // what is filled is the value: the room around it, which takes the pointer, shows nothing
  const rooms = await run.locator('.try-bar-room').evaluateAll((all) => all.map((one) => getComputedStyle(one).fill))
  expect(new Set(rooms)).toEqual(new Set(['rgba(0, 0, 0, 0)']))
  expect(await violationsInBothThemes(running.window)).toEqual([])
  await picture(window, join(PICTURES, 'experiment.png'))
})

test('a chart is copied as it is drawn', async () => {
  const { window } = running
  await button('Copy the picture of attention mass kept by layer').click()
  await window.getByRole('menuitem', { name: 'Copy as SVG' }).click()
  const svg = await until('the SVG', async () => {
    const text = await clipboardText(running)
    return text.startsWith('<svg ') ? text : undefined
  })
  expect(svg.match(/class="bar"/g)).toHaveLength(30)
  for (const part of ['Top-k 16, 1 sentence left out', 'sha256 ', 'top-k 16', 'SparseLens '])
    expect(svg).toContain(part)
  await button('Copy the picture of KL by token').click()
  await window.getByRole('menuitem', { name: 'Copy as PNG' }).click()
  expect((await until('the PNG', () => clipboardPicture(running))).width).toBe(2 * 760)
})

test('the lens looks into the run, says so, and comes back', async () => {
  const { window } = running
  await button('Look into this run with the lens').click()
  const banner = window.locator('.try-banner')
  await banner.waitFor()
  expect(await banner.innerText()).toMatch(/Experiment: top-k 16, 1 sentence left out/)
  await window.locator('.lens-gauge').getByText('16').first().waitFor()
  expect(await violationsInBothThemes(running.window)).toEqual([])
  await picture(window, join(PICTURES, 'experiment-lens.png'))
  await banner.getByRole('button', { name: 'Back to the answer' }).click()
  await banner.waitFor({ state: 'detached' })
  await window.locator('.lens-list > li').filter({ hasText: 'called Marta Quill' }).waitFor()
})

test('a raw prompt is gone on with, and looked into', async () => {
  const { window } = running
  await window.getByRole('tab', { name: 'Raw prompt' }).click()
  await window.getByRole('textbox', { name: /Raw prompt/ }).fill('The capital of France is')
  await window.getByRole('checkbox', { name: /Framed/ }).uncheck()
  await button('Ask').click()
  await window.locator('.try-texts').waitFor({ timeout: 120_000 })
  expect(await window.locator('.try-texts').innerText()).toContain('Paris')
  await button('Look into this run with the lens').click()
  await window.locator('.try-banner').waitFor()
  for (const tab of ['Evidence', 'Indexer score', 'Entered attention', 'Map']) {
    await window.getByRole('tab', { name: tab }).click()
    await window.locator('.lens-body [aria-busy=true]').waitFor({ state: 'detached' })
    expect(await window.getByText('cannot be shown').count()).toBe(0)
    expect(await violationsInBothThemes(running.window)).toEqual([])
  }
  await picture(window, join(PICTURES, 'prompt.png'))
  await button('Close its lens').click()
})

test('selections are counted over all answers, and exported', async () => {
  const { window, app } = running
  await window.getByRole('tab', { name: 'Many answers' }).click()
  await button('Count over 3 answers').click()
  await window.locator('.try-chart').first().waitFor()
  expect(await violationsInBothThemes(running.window)).toEqual([])
  await picture(window, join(PICTURES, 'statistics.png'))
  const file = join(home, 'Documents', 'statistics.csv')
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, file)
  await button('Copy the picture of overlap between layers').click()
  await window.getByRole('menuitem', { name: 'Copy as SVG' }).click()
  const svg = await until('the SVG', async () => {
    const text = await clipboardText(running)
    return text.includes('Overlap between layers') ? text : undefined
  })
  expect(svg).toContain('harbour.txt')
  await button('Export as CSV…').click()
  const csv = await until('the file', async () => (existsSync(file) ? readFileSync(file, 'utf8') : undefined), 60)
  expect(csv).toMatch(/^measure,layer,other,value\nanalyses,,,3\n/)
  await button('Back to the answers').click()
  await answerCard().waitFor()
})
