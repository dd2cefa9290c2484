import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { give, makeHome, putDocument } from '../../electron/scripts/stage/home'
import { launch, type Running } from '../../electron/scripts/stage/launch'
import { ended } from './answers'
import { dropFiles } from './drop'
import { loadAxe, violationsInBothThemes } from './violations'

/** axe finds no violation, in any state, in either theme, in the real window: contrast is only known there. */

const REPORT = join(import.meta.dirname, '..', 'fixtures', 'documents', 'report.pdf')

const home = makeHome()
let running: Running
beforeAll(async () => {
  running = await launch({ home })
  await loadAxe(running.window)
})
afterAll(() => running?.close())

test('empty', async () => {
  await running.window.getByText('Drop a PDF here').waitFor()
  expect(await violationsInBothThemes(running.window)).toEqual([])
})

test('a file that was refused, and a problem', async () => {
  const file = join(home, 'Documents', 'empty.txt')
  writeFileSync(file, '')
  give(file)
  const { window } = running
  await dropFiles(window, window.locator('body'), [file])
  await window.locator('.library-import[data-state=failed]').waitFor()
  await running.app.evaluate(({ BrowserWindow }) => {
    const message = 'The disk is full, so answers are kept in memory only: free some space.'
    BrowserWindow.getAllWindows()[0]!.webContents.send('event', 'app.problem', { message })
  })
  await window.locator('.app-problem').waitFor()
  expect(await violationsInBothThemes(running.window)).toEqual([])
  await window.getByRole('button', { name: 'Dismiss', exact: true }).click()
  await window.getByRole('button', { name: 'Dismiss empty.txt' }).click()
})

test('a document with its answer', async () => {
  const { window } = running
  await dropFiles(window, window.locator('body'), [putDocument(home, REPORT)])
  await ended(window, 0)
  await window.locator('.answer-words').first().waitFor()
  await window.locator('.reader-text').first().waitFor()
  expect(await violationsInBothThemes(running.window)).toEqual([])
})

test.each(['Evidence', 'Indexer score', 'Entered attention', 'Map'])('the lens: %s', async (view) => {
  const { window } = running
  if (view === 'Evidence') await window.locator('.answer-words').first().click()
  const tab = window.getByRole('tab', { name: view })
  await tab.click()
  await window.getByRole('tabpanel').waitFor()
  await window.locator('.lens-body [aria-busy=true]').waitFor({ state: 'detached' })
  expect(await violationsInBothThemes(running.window)).toEqual([])
})

test.each([
  ['settings', 'Settings'],
  ['shortcuts', 'Keyboard shortcuts'],
  ['model-card', 'built-in model'],
  ['cost', 'What it saves'],
])('the dialog: %s', async (command, title) => {
  const { window, app } = running
  await app.evaluate(({ BrowserWindow }, command) => {
    BrowserWindow.getAllWindows()[0]!.webContents.send('event', 'app.command', { command })
  }, command)
  await window.locator('dialog').getByText(title).first().waitFor()
  expect(await violationsInBothThemes(running.window)).toEqual([])
  await window.keyboard.press('Escape')
})
