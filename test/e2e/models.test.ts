import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { give, makeHome } from '../../electron/scripts/stage/home'
import { launch, type Running } from '../../electron/scripts/stage/launch'
import { TINY_MODEL } from '../fixtures/models/broken'
import { dropFiles } from './drop'
import { ask } from './page'
import { loadAxe, violationsInBothThemes } from './violations'

/** The page of models in the real window: real files, the real engine. */

const home = makeHome()
const [model, letter] = ['tiny.gguf', 'letter.gguf'].map((name) => join(home, 'Documents', name)) as [string, string]
let running: Running
beforeAll(async () => {
  copyFileSync(TINY_MODEL, model)
  writeFileSync(letter, 'Dear Sir')
  for (const file of [model, letter]) give(file)
  running = await launch({ home })
  await loadAxe(running.window)
})
afterAll(() => running?.close())

test('a model is dropped, used, loaded and freed; what is none is refused with the reason', async () => {
  const { window } = running
  await dropFiles(window, window.locator('body'), [model, letter])
  await window.getByText(/letter\.gguf is a text that begins "Dear Sir", not a GGUF/).waitFor()
  const [builtIn, tiny] = await ask(window, 'models.list')
  expect(builtIn).toMatchObject({ isUsed: true, state: 'ready' })
  expect(tiny).toMatchObject({ path: model, state: 'ready', card: { architecture: 'deepseek32', license: 'mit' } })
  expect(await violationsInBothThemes(window)).toEqual([])

  const card = window.locator(`[data-model="${tiny!.id}"]`)
  await card.getByRole('button', { name: 'Use this model' }).click()
  await card.getByText('In use', { exact: true }).waitFor()
  expect(await ask(window, 'app.settings')).toMatchObject({ model })
  await card.getByRole('button', { name: 'Load it now' }).click()
  await card.getByText('In memory', { exact: true }).waitFor()
  await card.getByRole('button', { name: 'Free its memory' }).click()
  await card.getByText('In memory', { exact: true }).waitFor({ state: 'detached' })
})
