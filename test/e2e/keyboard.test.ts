import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch, type Running } from '../../electron/scripts/stage/launch'
import { ended } from './answers'

/** A whole round without a mouse: the sample, a question, its sources, tokens and layers. */

let running: Running
beforeAll(async () => {
  running = await launch()
})
afterAll(() => running?.close())

const press = (key: string) => running.window.keyboard.press(key)

/** What has the focus, as a screen reader names it. */
const focused = () =>
  running.window.evaluate(() => {
    const { activeElement: at } = document
    return at?.getAttribute('aria-label') ?? at?.textContent ?? ''
  })

/** Tabs until the focus is there. */
async function tabTo(name: RegExp, key = 'Tab'): Promise<void> {
  const passed: string[] = []
  while (!name.test(await focused())) {
    passed.push(await focused())
    if (passed.length > 60) throw new Error(`${name} is not reached by ${key}: ${passed.join(' | ')}`)
    await press(key)
  }
}

test('the sample is opened and read', async () => {
  await running.window.getByText('Drop a PDF here').waitFor()
  await tabTo(/^Open the sample document$/)
  await press('Enter')
  await running.window.locator('.library-row.is-open').waitFor()
  await press('Control+.')
  await ended(running.window, 0)
})

/** The focus comes with the next frame, as the pane may just be opening. */
async function goToQuestion(): Promise<void> {
  await press('Control+k')
  await expect.poll(focused).toBe('Question about the document')
}

test('a question is asked', async () => {
  await goToQuestion()
  await running.window.keyboard.type('Who prepares the contract?')
  await press('Enter')
  expect((await ended(running.window, 1)).state).toBe('done')
})

test('a sentence of the answer opens the lens', async () => {
  const { window } = running
  const sentence = window.locator('.answer-card').last().locator('.answer-words').first()
  const words = (await sentence.innerText()).trim().slice(0, 20)
  await goToQuestion()
  await tabTo(new RegExp(`^${words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`), 'Shift+Tab')
  await press('Enter')
  await window.getByRole('region', { name: 'Lens: what the model read' }).waitFor()
  await window.locator('.lens-support').waitFor()
})

test('the first look is chosen, and its tabs, tokens and layers are stepped through', async () => {
  const { window } = running
  // of excerpts all tokens enter: the selection is that of the first look
  await tabTo(/^First look at/)
  await press('ArrowUp')
  const chosen = window.locator('.lens-generations select option:checked')
  await expect.poll(() => chosen.innerText()).toMatch(/^First look at/)
  await tabTo(/^Evidence$/)
  await press('ArrowRight')
  await press('ArrowRight')
  await press('Enter')
  await window.getByRole('tab', { name: 'Entered attention', selected: true }).waitFor()
  await window.locator('[data-kind="entered"]').first().waitFor()
  await tabTo(/^Next token$/)
  const token = () => window.locator('.lens-stepper [role=status]').innerText()
  const first = await token()
  await press('ArrowRight')
  await expect.poll(token).not.toBe(first)
  await press('ArrowLeft')
  await expect.poll(token).toBe(first)
  const layer = async () => Number(await window.getByRole('slider', { name: 'Layer' }).getAttribute('aria-valuenow'))
  const at = await layer()
  await press('[')
  await expect.poll(layer).toBe(at - 1)
  await press(']')
  await expect.poll(layer).toBe(at)
})

test('the pages are read, and the lens is closed', async () => {
  const { window } = running
  await press('Control+l')
  await window.getByRole('region', { name: 'Lens: what the model read' }).waitFor({ state: 'detached' })
  await press('Control+g')
  await window.keyboard.type('2')
  await press('Enter')
  await window.locator('.reader-text').nth(1).waitFor()
  await press('Control+f')
  await window.keyboard.type('the')
  await window
    .getByText(/\d+ of \d+/)
    .first()
    .waitFor()
})
