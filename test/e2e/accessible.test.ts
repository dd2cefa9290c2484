import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { give, makeHome, putDocument } from '../../electron/scripts/stage/home'
import { launch, type Running } from '../../electron/scripts/stage/launch'
import { below, pdfOfPaint, text } from '../unit/electron/documents/painted'
import { ended } from './answers'
import { dropFiles } from './drop'
import { ask } from './page'
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
  ['sent', 'Is anything sent?'],
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

test('a page with a note on how it was read, and the same read with what it hides', async () => {
  const file = join(home, 'Documents', 'ferry.pdf')
  writeFileSync(file, pdfOfPaint(below(text(60, 400, 'Nobody sees this.', { before: '3 Tr' }))))
  give(file)
  const { window } = running
  await dropFiles(window, window.locator('body'), [file])
  await window.getByRole('button', { name: 'Page 1: 1 note on how this was read' }).click()
  const notes = window.getByRole('dialog', { name: '1 note on how this was read' })
  await notes.getByText("1 line without ink can't be seen and was not read.").waitFor()
  expect(await violationsInBothThemes(window)).toEqual([])
  await notes.getByLabel('Read hidden text too').click()
  await window.locator('.library-row.is-open').getByText('Read with hidden text').waitFor()
  const [again, before] = await ask(window, 'library.list')
  expect([again!.file, before!.file, again!.readAs, before!.readAs]).toEqual([
    'ferry.pdf',
    'ferry.pdf',
    { hidden: true },
    undefined,
  ])
  const { source } = await ask(window, 'library.open', { document: again!.id })
  expect(JSON.stringify(source)).toContain('[hidden: Nobody sees this.]')
  await window.getByRole('button', { name: '1 note on how this was read', exact: true }).click()
  await window.getByRole('dialog').getByText('Read with hidden text.').waitFor()
  expect(await violationsInBothThemes(window)).toEqual([])
})
