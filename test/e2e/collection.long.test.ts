import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { give, makeHome } from '../../electron/scripts/stage/home'
import { launch, picture, type Running } from '../../electron/scripts/stage/launch'
import { placeIn } from '../../electron/shared/document/members'
import { ended } from './answers'
import { dropFiles } from './drop'
import { putLease } from './lease'
import { ask, until } from './page'
import { loadAxe, violationsInBothThemes } from './violations'

/** A folder dropped on the window; three documents of it asked together; a sentence ticked, noted and exported. */

const PICTURES = join(import.meta.dirname, '..', '..', 'build', 'pictures')
const QUESTION = 'How many members does the rowing club have?'

let running: Running
let home: string
beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true })
  home = makeHome()
  const folder = join(home, 'Documents', 'club')
  mkdirSync(folder)
  putLease(home, join('club', 'lease.txt'))
  const put = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    give(join(folder, name))
  }
  put('members.txt', 'Minutes of the club.\n\nThe rowing club has 87 members. The oldest boat was sold in May.\n')
  put('price list.md', '# Prices\n\nA pair of oars costs 310 euros.\n\n# Delivery\n\nOars are sent within ten days.\n')
  put('photo.bin', 'x')
  give(folder)
  running = await launch({ home })
  await loadAxe(running.window)
  await dropFiles(running.window, running.window.locator('body'), [folder])
  await until('three documents and their summaries', async () => {
    const documents = await ask(running.window, 'library.list')
    const waiting = await ask(running.window, 'answers.unfinished')
    return documents.length === 3 && waiting.length === 0 && documents.every(({ answers }) => answers === 1)
      ? true
      : undefined
  })
})
afterAll(() => running?.close())

test('the folder’s documents are in the library, and what was left out is told', async () => {
  const { window } = running
  await window.getByText("1 file that SparseLens doesn't read was left out: photo.bin.").waitFor()
  await window.getByRole('button', { name: 'Dismiss club' }).click()
})

test('three documents are asked together, and the answer names the file', async () => {
  const { window } = running
  await window.getByRole('button', { name: 'Choose several, to ask or compare them' }).click()
  for (const box of await window.getByRole('checkbox').all()) await box.click()
  await window.getByText('3 chosen').waitFor()
  expect(await violationsInBothThemes(window)).toEqual([])
  await picture(window, join(PICTURES, 'choosing.png'))
  await window.getByRole('button', { name: 'Ask together' }).click()
  await window.getByLabel('Question about the documents').fill(QUESTION)
  await window.keyboard.press('Enter')
  const answer = await ended(window, 0)
  expect(answer).toMatchObject({ state: 'done', result: { found: true } })
  const { document, nearest, timings } = answer.result!
  expect(document.members!.map(({ file }) => file).sort()).toEqual(['lease.txt', 'members.txt', 'price list.md'])
  expect(placeIn(document, nearest![0]!.page).file).toBe('members.txt')
  expect(nearest![0]!.text).toBe('The rowing club has 87 members.')
  // the documents themselves had been read for their summaries
  expect(timings!.evaluatedTokens).toBeGreaterThan(0)
  await window
    .getByRole('button', { name: /^members\.txt p\. 1/ })
    .first()
    .click()
  await window.locator('.reader [data-flash]').first().waitFor()
  expect(await violationsInBothThemes(window)).toEqual([])
  await picture(window, join(PICTURES, 'together.png'))
})

test('a sentence is ticked and noted, and the export says so', async () => {
  const { window, app } = running
  await window.getByRole('button', { name: 'Verify' }).first().click()
  await window.getByRole('button', { name: 'Verified' }).waitFor()
  await window.getByRole('button', { name: 'Note' }).first().click()
  await window.getByLabel('Your note on this sentence').fill('As the minutes say.')
  await window.getByRole('button', { name: 'Keep the note' }).click()
  await window.locator('.answer-noted').waitFor()
  expect(await violationsInBothThemes(window)).toEqual([])
  await picture(window, join(PICTURES, 'verified.png'))
  const to = join(home, 'Documents', 'answer.md')
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, to)
  await window.getByRole('button', { name: 'Export or save…' }).click()
  await window.getByRole('menuitem', { name: /Markdown/ }).click()
  const text = await until('the export', async () => {
    try {
      return readFileSync(to, 'utf8') || undefined
    } catch {
      return undefined
    }
  })
  expect(text).toMatch(/> \*\*Verified\*\* by a reader on \d{4}-\d\d-\d\d: As the minutes say\./)
  expect(text).toContain('members.txt p. 1')
})

test('a citation opens its document there', async () => {
  const { window } = running
  await window.getByRole('button', { name: 'Open members.txt there' }).first().click()
  await window.locator('.library-row.is-open', { hasText: 'members.txt' }).waitFor()
  await window.locator('.reader [data-flash]').first().waitFor()
  expect(await window.locator('.reader [data-flash]').first().innerText()).toContain('87 members')
  await picture(window, join(PICTURES, 'cited.png'))
})
