import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { give, makeHome } from '../../electron/scripts/stage/home'
import { launch, picture, type Running } from '../../electron/scripts/stage/launch'
import { VERSIONS } from '../unit/renderer/harness/made_versions'
import { isAtWork } from './answers'
import { dropFiles } from './drop'
import { ask, until } from './page'
import { loadAxe, violationsInBothThemes } from './violations'

/** Two versions of a lease are chosen in the library, compared, and asked the same; all by keyboard. */

const PICTURES = join(import.meta.dirname, '..', '..', 'build', 'pictures')
const QUESTION = 'How much is the rent?'

let running: Running
let ids: string[]
beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true })
  const home = makeHome()
  running = await launch({ home })
  await loadAxe(running.window)
  // before, nobody hears of a drop
  await running.window.getByText('Drop a PDF here').waitFor()
  const files = [VERSIONS.before, VERSIONS.after].map(({ file, source }) => {
    const path = join(home, 'Documents', file)
    writeFileSync(path, source.text)
    give(path)
    return path
  })
  await dropFiles(running.window, running.window.locator('body'), files)
  const documents = await until('both versions in the library', async () => {
    const all = await ask(running.window, 'library.list')
    return all.length === 2 ? all : undefined
  })
  ids = documents.sort((a, b) => a.addedAt - b.addedAt).map(({ id }) => id)
  // the summaries that nobody asked for
  for (const { id } of await ask(running.window, 'answers.unfinished')) {
    await ask(running.window, 'job.cancel', { job: id })
  }
})
afterAll(() => running?.close())

const press = (key: string) => running.window.keyboard.press(key)

/** Both themes, as they are to be looked at. */
async function pictures(name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await running.window.emulateMedia({ colorScheme: theme })
    await running.window.waitForTimeout(200) // colours change in 120 ms
    await picture(running.window, join(PICTURES, `${name}-${theme}.png`))
  }
}

test('two documents are chosen and compared by keyboard', async () => {
  const { window } = running
  await press('Control+d')
  const others = window.getByRole('checkbox', { checked: false })
  await window.getByRole('checkbox').first().waitFor()
  // the open document is chosen already
  while ((await others.count()) > 0) {
    await others.first().focus()
    await press('Space')
  }
  await window.getByText('2 chosen').waitFor()
  const buttons = window.locator('.library-together > button')
  const tops = await buttons.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top))
  expect(new Set(tops).size).toBe(1)
  await pictures('choosing-two')
  await press('Control+d')
  await window.getByText('2 sentences changed, 2 added, 2 removed, 1 moved').waitFor()
  await window.locator('.compare-head', { hasText: 'Before' }).getByText('lease 2024.txt').waitFor()
  const rent = window.locator('.compare-row.is-changed').first()
  expect(await rent.locator('del').allInnerTexts()).toEqual(['240'])
  expect(await rent.locator('ins').allInnerTexts()).toEqual(['260', 'and is paid in advance'])
  expect(await window.locator('.compare-row.is-removed').allInnerTexts()).toEqual([
    expect.stringContaining('Dogs are allowed in the yard.'),
    expect.stringContaining('Fuel is stored in the shed.'),
  ])
  await press('F7')
  await press('F7')
  await expect.poll(() => window.evaluate(() => document.activeElement?.textContent)).toContain('240 euros')
  expect(await violationsInBothThemes(window)).toEqual([])
  await pictures('compared')
})

test('both are asked the same, and their answers stand beside each other', async () => {
  const { window } = running
  await press('Control+k')
  // the focus comes with the next frame
  await expect.poll(() => window.evaluate(() => document.activeElement?.id)).toBe('ask-question')
  await window.keyboard.type(QUESTION)
  await press('Enter')
  await until('both answers', async () => {
    const answers = await Promise.all(ids.map((document) => ask(window, 'answers.list', { document })))
    const asked = answers.map((all) =>
      all.find(({ request }) => request.kind === 'question' && request.question === QUESTION),
    )
    return asked.every((one) => one && !isAtWork(one)) ? true : undefined
  })
  const asked = window.locator('.compare-asked', { hasText: QUESTION })
  for (const side of ['Before: answer', 'After: answer']) {
    const answer = asked.getByLabel(side)
    expect((await answer.innerText()).trim()).not.toBe('')
    expect(await answer.locator('[role=alert]').count()).toBe(0)
  }
  expect(await violationsInBothThemes(window)).toEqual([])
  await pictures('compared-asked')
})

test('a document that is gone is said to be, and Escape goes back', async () => {
  const { window } = running
  await ask(window, 'library.remove', { document: ids[0]! })
  await window.getByRole('button', { name: 'Swap the two versions' }).click()
  await window.getByText('One of these documents is not in the library any more: choose others.').waitFor()
  expect(await violationsInBothThemes(window)).toEqual([])
  await pictures('compared-gone')
  await window.getByRole('button', { name: 'Try again' }).focus()
  await press('Escape')
  await window.getByLabel('Two versions compared').waitFor({ state: 'detached' })
})
