import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { give, makeHome } from '../../electron/scripts/stage/home'
import { launch, picture, type Running } from '../../electron/scripts/stage/launch'
import { pdfOf } from '../unit/electron/documents/pages'
import { ended } from './answers'
import { dropFiles } from './drop'

/** A PDF of 3,000 pages: it is taken in and opened, its pages scroll, and its summary can be stopped. */

const PAGES = 3_000
const PICTURES = join(import.meta.dirname, '..', '..', 'build', 'pictures')

let running: Running
beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true })
  const home = makeHome()
  const file = join(home, 'Documents', 'tides.pdf')
  writeFileSync(file, pdfOf(Array.from({ length: PAGES }, (_, i) => linesOf(i + 1))))
  give(file)
  running = await launch({ home })
  await dropFiles(running.window, running.window.locator('body'), [file])
})
afterAll(() => running?.close())

const linesOf = (page: number) => [
  `Entry ${page}`,
  `The keeper wrote down the tide of day ${page}.`,
  `The water stood ${(page * 37) % 900} centimetres above the mark.`,
]

test('it is taken in, with its progress in pages', async () => {
  const { window } = running
  await window
    .getByText(/Opening page \d+ of 3,000/)
    .first()
    .waitFor({ timeout: 100_000 })
  await picture(window, join(PICTURES, 'opening.png'))
  await window.locator('.library-row.is-open').filter({ hasText: 'tides.pdf' }).waitFor({ timeout: 170_000 })
})

test('its summary says how far it is, and can be stopped', async () => {
  const { window } = running
  const card = window.locator('.answer-card')
  await card.getByText(/Reading page \d+ of 3,000/).waitFor({ timeout: 100_000 })
  await picture(window, join(PICTURES, 'many-pages.png'))
  await card.getByRole('button', { name: 'Stop' }).click()
  await card.getByText('You stopped it here').waitFor()
  expect((await ended(window, 0)).state).toBe('cancelled')
})

test('its pages scroll, to the last one', async () => {
  const { window } = running
  await window.locator('.reader-text').getByText('Entry 1', { exact: true }).waitFor()
  const pages = window.locator('.reader-scroll')
  await pages.focus()
  await window.keyboard.press('End')
  await window.locator('.reader-text').getByText(`Entry ${PAGES}`, { exact: true }).waitFor()
  await pages.hover()
  await window.mouse.wheel(0, -3_000)
  await expect.poll(() => window.locator('.reader-text').getByText('Entry 2996', { exact: true }).count()).toBe(1)
  await window.keyboard.press('Control+g')
  await window.keyboard.type('1500')
  await window.keyboard.press('Enter')
  await window.locator('.reader-text').getByText('Entry 1500', { exact: true }).waitFor()
  // of 3,000 pages only those in sight are there
  expect(await window.locator('.reader-text').count()).toBeLessThan(30)
})
