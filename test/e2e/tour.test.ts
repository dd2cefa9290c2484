import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeHome } from '../../electron/scripts/stage/home'
import { launch, type Running } from '../../electron/scripts/stage/launch'
import { ended } from './answers'
import { clipboardPicture, clipboardText } from './clipboard'
import { ask, until } from './page'
import { loadAxe, violations } from './violations'

/** The guided look by keyboard alone, while the sample is being read and after it; then a picture is taken along. */

const home = makeHome()
let running: Running
beforeAll(async () => {
  running = await launch({ home })
  await loadAxe(running.window)
})
afterAll(() => running?.close())

const press = (key: string) => running.window.keyboard.press(key)
const card = () => running.window.locator('.tour-card')
const title = () => card().getByRole('heading').innerText()

test('it begins with the sample, and keeps nobody while the summary is written', async () => {
  const { window } = running
  await window.getByText('Drop a PDF here').waitFor()
  const offer = window.getByRole('button', { name: 'Take a guided look' })
  await offer.focus()
  await press('Enter')
  await card().waitFor()
  expect(await title()).toBe('A document')
  await window.locator('.library-row.is-open').waitFor()
  await press('ArrowRight')
  await press('ArrowRight')
  expect(await title()).toBe('Where did this come from?')
  expect(await card().locator('.tour-waits').innerText()).toMatch(/once the answer is complete/)
  expect(await violations(running.window)).toEqual([])
})

test('Escape leaves, and stops no answer; it is not offered again', async () => {
  const { window } = running
  await press('Escape')
  await card().waitFor({ state: 'detached' })
  expect((await ended(window, 0)).state).toBe('done')
  await until('it to be remembered', async () =>
    (await ask(window, 'app.settings')).view.hasToured === true ? true : undefined,
  )
})

const STEPS = [
  ['A document', '.app-document'],
  ['An answer', '.answer-text'],
  ['Where did this come from?', '.lens-list'],
  ['The whole document at a glance', '.reader-ruler'],
  ['One word, one layer', '.lens-dock'],
  ['How are they chosen?', '.lens-profile'],
  ['What got in', '.lens-strip'],
  ['All layers at once', '.lens-layer-map'],
  ['The other way round', '.lens-uses, .lens-quote'],
  ['What it saves', '.lens-work'],
] as const

test('taken again from the menu, every step shows what it tells about', async () => {
  const { window, app } = running
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()!.getMenuItemById('tour')!.click())
  await card().waitFor()
  for (const [i, [name, shown]] of STEPS.entries()) {
    if (i > 0) await press('ArrowRight')
    await expect.poll(title).toBe(name)
    await window.locator(shown).first().waitFor()
    const [ring, target] = await Promise.all([
      until('the ring', async () => (await window.locator('.tour-ring').boundingBox()) ?? undefined),
      window.locator(shown).first().boundingBox(),
    ])
    expect(ring.width).toBeGreaterThan(10)
    expect(ring.x).toBeLessThan(target!.x + target!.width)
    expect(await card().locator('.tour-waits').count()).toBe(0)
    const box = (await card().boundingBox())!
    const view = await window.evaluate(() => ({ width: innerWidth, height: innerHeight }))
    expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= view.width && box.y + box.height <= view.height).toBe(true)
  }
  expect(await violations(running.window)).toEqual([])
  expect(await card().getByRole('button', { name: 'Done' }).count()).toBe(1)
  await press('Tab')
  await press('Tab')
  await press('Tab')
  await press('Enter')
  await card().waitFor({ state: 'detached' })
})

test.each([
  ['Evidence', 'the evidence'],
  ['Indexer score', 'the scores'],
  ['Entered attention', 'the entered tokens'],
  ['Map', 'the map'],
])('a picture is copied by keyboard: %s', async (tab, of) => {
  const { window } = running
  await window.getByRole('tab', { name: tab, exact: true }).click()
  const button = window.getByRole('button', { name: `Copy the picture of ${of}` })
  // nobody chooses before the menu is there
  const open = async () => {
    await button.focus()
    await press('Enter')
    await window.locator('[role=menuitem]:focus').waitFor()
  }
  await open()
  await press('ArrowDown')
  await window.getByRole('menuitem', { name: 'Copy as SVG' }).and(window.locator(':focus')).waitFor()
  await press('Enter')
  const svg = await until('the SVG', async () => {
    const text = await clipboardText(running)
    return text.startsWith('<svg ') ? text : undefined
  })
  const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg)!.map(Number)
  for (const part of ['sha256 ', 'quantization ', 'top-k 256', 'seed none', 'SparseLens ']) expect(svg).toContain(part)
  const whole = await window.evaluate(
    (text) => new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror') === null,
    svg,
  )
  expect(whole).toBe(true)

  await open()
  await press('Enter')
  const picture = await until('the PNG', () => clipboardPicture(running))
  expect(picture).toEqual({ width: Math.round(width! * 2), height: Math.round(height! * 2) })
})

test('after a restart the empty window does not offer it', async () => {
  await ask(running.window, 'library.remove', { document: (await ask(running.window, 'library.list'))[0]!.id })
  await running.close()
  running = await launch({ home })
  await running.window.getByText('Drop a PDF here').waitFor()
  expect(await running.window.getByRole('button', { name: 'Take a guided look' }).count()).toBe(0)
})
