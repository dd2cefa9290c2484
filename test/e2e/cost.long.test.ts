import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeHome } from '../../electron/scripts/stage/home'
import { launch, type Running } from '../../electron/scripts/stage/launch'
import { ended } from './answers'
import { clipboardPicture, clipboardText } from './clipboard'
import { putLease } from './lease'
import { ask, until } from './page'
import { loadAxe, violationsInBothThemes } from './violations'

/** What sparse attention saves, measured in the window; short, so the numbers say little. */

const home = makeHome()
let running: Running
beforeAll(async () => {
  running = await launch({ home, args: [putLease(home)] })
  await loadAxe(running.window)
})
afterAll(() => running?.close())

async function openDialog(): Promise<void> {
  await running.app.evaluate(({ Menu }) => Menu.getApplicationMenu()!.getMenuItemById('cost')!.click())
  await running.window.getByRole('dialog', { name: 'What it saves' }).waitFor()
}

test('before a measurement it explains and offers one', async () => {
  await ended(running.window, 0)
  await openDialog()
  await running.window.getByText('Not measured yet with this model.').waitFor()
  expect(await violationsInBothThemes(running.window)).toEqual([])
})

test('stopped, nothing is kept', async () => {
  const { window } = running
  await window.getByRole('button', { name: 'Measure on this computer' }).click()
  await window.getByRole('progressbar', { name: /Measuring|Preparing/ }).waitFor()
  await window.getByRole('button', { name: 'Stop' }).click()
  await window.getByRole('button', { name: 'Measure on this computer' }).waitFor()
  expect(await window.locator('dialog').getByRole('alert').allInnerTexts()).toEqual([])
  expect(await ask(window, 'cost.report')).toBeNull()
})

test('measured, with the dialog closed meanwhile, the numbers are those of the report', {
  timeout: 600_000,
}, async () => {
  const { window } = running
  await window.getByRole('combobox').selectOption('2048')
  await window.getByRole('button', { name: 'Measure on this computer' }).press('Enter')
  await window.keyboard.press('Escape')
  await window.getByRole('button', { name: 'Measuring' }).click()
  await window.getByRole('button', { name: 'Measure again' }).waitFor({ timeout: 500_000 })
  const report = (await ask(window, 'cost.report'))!
  expect(report.series.map(({ kind }) => kind)).toEqual(['model', 'attention'])
  for (const { name, kind, points } of report.series) {
    const title = kind === 'attention' ? `${name}: attention only` : name
    const section = window.getByRole('region', { name: title, exact: kind === 'model' })
    expect(await section.locator('circle').count()).toBe(4 * points.length)
    await section.getByText('The numbers').click()
    const cells = await section.locator('tbody tr').first().locator('td').allInnerTexts()
    const { sparse, dense } = points[0]!
    const seconds = [sparse.prefill, dense.prefill, sparse.decode, dense.decode]
    for (const [i, cell] of cells.entries()) {
      const shown = Number.parseFloat(cell.replaceAll(',', '')) / (cell.includes('ms') ? 1000 : 1)
      expect(Math.abs(shown / seconds[i]! - 1)).toBeLessThan(0.006)
    }
    expect(await section.locator('.cost-words').first().innerText()).toMatch(/^This call, .* of the dense time; /)
  }
  expect(await violationsInBothThemes(running.window)).toEqual([])
})

test('plots and numbers can be taken along', async () => {
  const { window } = running
  await window.getByRole('button', { name: 'Copy the numbers as CSV' }).click()
  const csv = await until('the CSV', async () => {
    const text = await clipboardText(running)
    return text.startsWith('# ') ? text : undefined
  })
  const { series } = (await ask(window, 'cost.report'))!
  expect(csv.trim().split('\n')).toHaveLength(2 + series.reduce((sum, { points }) => sum + points.length, 0))
  await window.getByRole('button', { name: 'Copy the picture of what it costs' }).press('Enter')
  await window.getByRole('menuitem', { name: 'Copy as PNG' }).press('Enter')
  const picture = await until('the PNG', () => clipboardPicture(running))
  expect(picture.width).toBe(2 * 760)
})

test('after a restart the measurement is there', async () => {
  await running.close()
  running = await launch({ home })
  await openDialog()
  await running.window.getByText('How it was measured').waitFor()
})
