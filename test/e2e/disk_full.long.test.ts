import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeHome } from '../../electron/scripts/stage/home'
import { launch, picture, type Running } from '../../electron/scripts/stage/launch'
import { answersOf, answerThat, ended } from './answers'
import { dropFiles } from './drop'
import { putLease } from './lease'
import { ask } from './page'
import { mountSmallDisk, noSmallDisk, type SmallDisk } from './small_disk'

/** A disk that is really full while the app writes: what can't be written is told, shown all the same, and written later. */

const PICTURES = join(import.meta.dirname, '..', '..', 'build', 'pictures')
const why = noSmallDisk()

test.runIf(why)(`not tested: ${why}`, ({ skip }) => skip(why))

describe.skipIf(why)('a full disk', () => {
  let running: Running
  let disk: SmallDisk
  const home = makeHome()
  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true })
    // the user's data and all that Chromium writes
    disk = mountSmallDisk(join(home, '.config'), 96)
    running = await launch({ home, args: [putLease(home)] })
  })
  afterAll(() => running?.close())

  const problem = (words: string) => running.window.locator('.app-problem').filter({ hasText: words })

  test('while an answer is written: a clear sentence, and the answer is shown to its end', async () => {
    const { window } = running
    await answerThat(window, 'reading', 0, ({ state }) => state === 'reading')
    disk.fill()
    const answer = await ended(window, 0)
    expect(answer.state).toBe('done')
    await problem('The disk is full, so answers are kept in memory only: free some space.').waitFor()
    await problem('The disk is full, so what the model read could not be written down: free some space').waitFor()
    expect(await window.locator('.app-problem').count()).toBe(2)
    await picture(window, join(PICTURES, 'disk-full.png'))
    const shown = await window.locator('.answer-text').innerText()
    for (const { text } of answer.sentences) expect(shown.replace(/\s+/g, ' ')).toContain(text)
  })

  test('a document that finds no room says so, and the open one stays', async () => {
    const { window } = running
    await dropFiles(window, window.locator('body'), [putLease(home, 'second.txt', 'One more clause.'.repeat(9_000))])
    const row = window.locator('.library-import[data-state=failed]')
    const words = await row.getByRole('alert').innerText()
    expect(words).toMatch(/The disk is full.*"?second\.txt"?.*free some space/)
    await row.getByRole('button', { name: 'Dismiss second.txt' }).click()
    await window.locator('.library-row.is-open').filter({ hasText: 'lease.txt' }).waitFor()
  })

  test('with room again, the next answer is written, and so is the one before with what was read for it', async () => {
    const { window } = running
    const before = (await answersOf(window))[0]!
    disk.free()
    await window.getByLabel('Question about the document').fill('What is the rent?')
    await window.keyboard.press('Enter')
    const next = await ended(window, 1)
    expect(next.state).toBe('done')
    await running.close()
    running = await launch({ home })
    expect(await answersOf(running.window)).toEqual([before, next])
    for (const { id } of [before, next]) {
      const trace = { answer: id, generation: 0 }
      const span = { from: 0, to: 1, layers: [0] }
      expect((await ask(running.window, 'lens.span', { trace, span })).rows).toBe(1)
    }
    await running.window.locator('.answer-words').first().click()
    await running.window.locator('[data-kind="evidence"], .lens-notice').first().waitFor()
  })

  test('the document that found no room is taken in', async () => {
    const { window } = running
    await dropFiles(window, window.locator('body'), [putLease(home, 'third.txt', 'One more clause.')])
    await window.locator('.library-row.is-open').filter({ hasText: 'third.txt' }).waitFor()
    expect((await ended(window, 0)).state).toBe('done')
  })
})
