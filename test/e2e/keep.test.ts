import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readDocument } from '../../electron/documents/read'
import { writeOutput } from '../../electron/export/output_file'
import { MIME_FILE, MIME_TYPE } from '../../electron/export/saved/format'
import { ZipWriter } from '../../electron/export/zip/write'
import { give, makeHome, putDocument } from '../../electron/scripts/stage/home'
import { launch, picture, type Running } from '../../electron/scripts/stage/launch'
import type { AnswerEntry } from '../../electron/shared/ipc/answer_data'
import { recordedAnswer } from '../fixtures/endpoint/recorded'
import { giveName, standIn } from '../fixtures/foreign_name'
import { answersOf, answerThat, ended } from './answers'
import { dropFiles } from './drop'
import { holdsModel } from './engine_pid'
import { ask, until } from './page'
import { mountSmallDisk, noSmallDisk } from './small_disk'
import { loadAxe, violations } from './violations'

/** What is exported is on the disk as the menu says; what is saved opens again without document and model. */

const REPORT = join(import.meta.dirname, '..', 'fixtures', 'documents', 'report.pdf')
const PICTURES = join(import.meta.dirname, '..', '..', 'build', 'pictures')

const home = makeHome()
const place = (name: string) => join(home, 'Documents', name)
let running: Running
let answer: AnswerEntry
beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true })
  running = await launch({ home })
  await dropFiles(running.window, running.window.locator('body'), [putDocument(home, REPORT)])
  await ended(running.window, 0)
  // its hash comes a little later
  answer = await answerThat(running.window, 'the hash', 0, ({ result }) => (result?.model.sha256 ?? '') !== '')
})
afterAll(() => running?.close())

/** Whatever the system's dialog would have answered. */
const saveAs = (path: string) =>
  running.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, path)

async function chooseExport(item: string): Promise<void> {
  await running.window.getByRole('button', { name: 'Export or save…' }).click()
  await running.window.getByRole('menuitem', { name: item }).click()
}

async function exported(item: string, name: string): Promise<Buffer> {
  await saveAs(place(name))
  await chooseExport(item)
  return until(name, async () => (existsSync(place(name)) ? readFileSync(place(name)) : undefined), 60)
}

test('Markdown and traces name model, document and program', async () => {
  const sha256 = answer.result!.model.sha256
  await running.window.getByRole('button', { name: 'Export or save…' }).click()
  await picture(running.window, join(PICTURES, 'export-menu.png'))
  await running.window.keyboard.press('Escape')
  const markdown = (await exported('Markdown with pages…', 'answer.md')).toString()
  expect(markdown).toContain(`- Model sha256: ${sha256}`)
  const [header] = (await exported('Trace as JSON lines…', 'answer.jsonl')).toString().split('\n')
  expect(JSON.parse(header!).about.model.sha256).toBe(sha256)
  expect((await exported('Trace as binary…', 'answer.trace')).toString('latin1', 0, 7)).toBe('SLTRACE')
})

test('the web page is whole by itself, and axe finds nothing in either theme', async () => {
  const page = (await exported('Web page with evidence and map…', 'answer.html')).toString()
  expect(page).not.toMatch(/<script|https?:\/\/|<img|<link/i)
  const report = await openPage(place('answer.html'))
  await loadAxe(report)
  for (const colorScheme of ['light', 'dark'] as const) {
    await report.emulateMedia({ colorScheme })
    await report.locator('label[for=s1]').click()
    expect(await violations(report)).toEqual([])
    await picture(report, join(PICTURES, `report-${colorScheme}.png`))
  }
  const shaded = await report
    .locator('.s1a')
    .first()
    .evaluate((element) => getComputedStyle(element).backgroundColor)
  expect(shaded).not.toBe('rgba(0, 0, 0, 0)')
  const named = report.locator('svg.map').first().locator('text').filter({ hasText: /^p\. / })
  expect(await named.count()).toBeGreaterThan(0)
  await report.close()
})

/** In a window of its own, without anything of the app's. */
async function openPage(path: string): Promise<Page> {
  const opening = running.app.waitForEvent('window')
  await running.app.evaluate(({ BrowserWindow }, file) => {
    const window = new BrowserWindow({ width: 1280, height: 900, webPreferences: { partition: 'report' } })
    void window.loadFile(file)
  }, path)
  const page = await opening
  await page.waitForLoadState('load')
  return page
}

const why = noSmallDisk()
describe.skipIf(why)('a full disk', () => {
  test('is told in a sentence, and leaves nothing half written', async () => {
    const folder = place('small')
    mkdirSync(folder)
    const disk = mountSmallDisk(folder, 1)
    disk.fill()
    await saveAs(join(folder, 'answer.html'))
    await chooseExport('Web page with evidence and map…')
    const problem = running.window.locator('.app-problem').filter({ hasText: "The report can't be written to" })
    await problem.filter({ hasText: 'the disk is full; free some space or choose another place.' }).waitFor()
    await problem.getByRole('button', { name: 'Dismiss' }).click()
    expect(readdirSync(folder)).toEqual(['filler'])
  })
})

test('a saved analysis, its document removed and the app started anew, is opened by dropping it', async () => {
  await exported('Save document, answers and lens…', 'report.sparselens')
  const { window } = running
  await window
    .getByRole('button', { name: /^Remove / })
    .first()
    .click()
  await window.locator('dialog').getByRole('button', { name: 'Remove' }).click()
  await until('an empty library', async () => ((await ask(window, 'library.list')).length === 0 ? true : undefined))
  await running.close()
  running = await launch({ home })
  await dropFiles(running.window, running.window.locator('body'), [place('report.sparselens')])
  await running.window.locator('.library-row.is-open').filter({ hasText: 'report.pdf' }).waitFor()
  const [opened] = await answersOf(running.window)
  expect({ ...opened, document: answer.document }).toEqual(answer)
})

test('its lens shows the trace’s rows on the pages, and no model is loaded', async () => {
  const { window } = running
  await window.locator('.answer-words').first().click()
  await window.locator('[data-kind="evidence"]').first().waitFor()
  await window.getByRole('tab', { name: 'Entered attention' }).click()
  await window.locator('[data-kind="entered"]').first().waitFor()
  await picture(window, join(PICTURES, 'opened-analysis.png'))
  const layer = Number(await window.getByRole('slider', { name: 'Layer' }).getAttribute('aria-valuenow'))
  const drawn = await window
    .locator('[data-kind="entered"]')
    .evaluateAll((boxes) => boxes.map((box) => Number((box as HTMLElement).dataset.position)))
  expect(await rowsHold(new Set(drawn), layer)).toBe(true)
  await window.getByRole('tab', { name: 'Map' }).click()
  await window.locator('.lens-map-plot').first().waitFor()
  if (process.platform === 'linux') expect(await holdsModel(running)).toBe(false)
})

/** Whether all these positions entered attention for one token of the first sentence. */
function rowsHold(drawn: Set<number>, layer: number): Promise<boolean> {
  const { from, to } = answer.sentences[0]!
  return running.window.evaluate(
    async ([id, generation, layer, from, to, drawn]) => {
      for (let token = from; token < to; token++) {
        const reply = await window.sparselens.call('lens.row', { trace: { answer: id, generation }, token, layer })
        const positions = new Set((reply as unknown as { value: { positions: Int32Array } }).value.positions)
        if (drawn.every((position) => positions.has(position))) return true
      }
      return false
    },
    [answer.id, answer.result!.main, layer, from, to, [...drawn]] as const,
  )
}

test('on another computer it is shown when it is named on the command line', async () => {
  const elsewhere = makeHome()
  const file = putDocument(elsewhere, place('report.sparselens'))
  await running.close()
  running = await launch({ home: elsewhere, args: [file] })
  await running.window.locator('.library-row.is-open').filter({ hasText: 'report.pdf' }).waitFor()
  await expect.poll(() => running.window.locator('.answer-words').count()).toBe(answer.sentences.length)
  if (process.platform === 'linux') expect(await holdsModel(running)).toBe(false)
})

test('a hostile one is refused with a sentence', async () => {
  await running.close()
  running = await launch({ home })
  const { window } = running
  const file = place('hostile.sparselens')
  const evil = '../../../evil.txt'
  await writeOutput(file, 'The archive', async (draft) => {
    const zip = new ZipWriter(draft)
    await zip.add({ name: MIME_FILE, deflate: false, data: [Buffer.from(MIME_TYPE)] })
    const manifest = {
      form: 1,
      version: '1',
      savedAt: '2026-01-01T00:00:00Z',
      document: { file: 'a.txt', kind: 'text', sha256: 'ab'.repeat(32) },
      answers: [],
    }
    await zip.add({ name: 'manifest.json', deflate: true, data: [Buffer.from(JSON.stringify(manifest))] })
    await zip.add({ name: standIn(evil), deflate: true, data: [Buffer.from('evil')] })
    await zip.finish()
  })
  giveName(file, evil)
  give(file)
  writeFileSync(place('cut.sparselens'), readFileSync(place('report.sparselens')).subarray(0, 20_000))
  give(place('cut.sparselens'))
  await dropFiles(window, window.locator('body'), [file, place('cut.sparselens')])
  const failed = window.locator('.library-import[data-state=failed]')
  await failed.filter({ hasText: 'which has no place in one' }).waitFor()
  await failed
    .filter({ hasText: '"cut.sparselens" is damaged or cut off: copy it again from where it came.' })
    .waitFor()
  expect(await ask(window, 'library.list')).toHaveLength(1)
})

test('an answer that a server gave elsewhere opens by dropping its file, with its lens', async () => {
  const { window } = running
  const { text } = await readDocument(REPORT)
  writeFileSync(place('elsewhere.json'), JSON.stringify(recordedAnswer('SGLang', text).json))
  give(place('elsewhere.json'))
  await dropFiles(window, window.locator('body'), [place('elsewhere.json')])
  const words = window.locator('.answer-words').filter({ hasText: 'It will be renewed in 2027.' })
  await words.waitFor()
  await window.locator('.answer-foot').filter({ hasText: 'gave it elsewhere' }).locator('.ui-remote').waitFor()
  await words.click()
  await window.getByRole('tab', { name: 'Entered attention' }).click()
  await window.locator('[data-kind="entered"]').first().waitFor()
  await picture(window, join(PICTURES, 'answer-from-elsewhere.png'))
})
