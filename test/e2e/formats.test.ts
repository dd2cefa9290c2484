import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { give, makeHome } from '../../electron/scripts/stage/home'
import { launch, picture, type Running } from '../../electron/scripts/stage/launch'
import { notice, type Scan } from '../scans/make'
import { docx, para, run } from '../unit/electron/documents/formats/made'
import { ended } from './answers'
import { dropFiles } from './drop'
import { PageMemoryMeter } from './memory'
import { ask, until } from './page'
import { loadAxe, violationsInBothThemes } from './violations'

/**
 * A scan is dropped, read with progress, asked, and its words are shaded; a picture opens as a page; a Word file with
 * tracked changes is read as it stands and as accepted, asked, and its words are shaded. Nothing stays of those that were
 * looked at before.
 */

const PICTURES = join(import.meta.dirname, '..', '..', 'build', 'pictures')

const home = makeHome()
let running: Running
let scan: Scan
beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true })
  scan = await notice()
  running = await launch({ home })
  await loadAxe(running.window)
})
afterAll(() => running?.close())

function put({ file, data }: Pick<Scan, 'file' | 'data'>): string {
  const path = join(home, 'Documents', file)
  writeFileSync(path, data)
  give(path)
  return path
}

const body = () => running.window.locator('body')
const open = async () => {
  const [document] = await ask(running.window, 'library.list')
  return ask(running.window, 'library.open', { document: document!.id })
}

function sealLines(tasks: string): string[] {
  try {
    return readdirSync(tasks).flatMap(
      (thread) => readFileSync(join(tasks, thread, 'status'), 'utf8').match(/^(NoNewPrivs|Seccomp):.*$/gm) ?? [],
    )
  } catch {
    return [] // a thread ended meanwhile
  }
}

/** What the kernel says of every thread of the reader, once it lives and is shut in. */
const sealOfReader = () =>
  until('the reader, shut in', async () => {
    const processes = await running.app.evaluate(({ app }) => app.getAppMetrics())
    const reader = processes.find(({ name, serviceName }) => `${name}${serviceName}`.includes('SparseLens reader'))
    const lines = reader ? sealLines(`/proc/${reader.pid}/task`) : []
    return lines.length > 0 && !lines.includes('Seccomp:\t0') ? [...new Set(lines)].sort() : undefined
  })

test('a scan is recognized, page by page, and says so', async () => {
  const { window } = running
  const seen = window.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const look = () => {
          const words = /Recognizing page \d+ of \d+/.exec(document.body.innerText)?.[0]
          if (words) resolve(words)
          else requestAnimationFrame(look)
        }
        look()
      }),
  )
  const shutIn = sealOfReader()
  await dropFiles(window, body(), [put(scan)])
  if (process.platform === 'linux') expect(await shutIn).toEqual(['NoNewPrivs:\t1', 'Seccomp:\t2'])
  expect(await seen).toBe('Recognizing page 1 of 1')
  if (process.platform === 'linux') expect(running.log()).not.toMatch(/not shut in .*false/)
  await window.locator('.reader-page').first().waitFor()
  const { source } = await open()
  expect(JSON.stringify(source)).toContain('The rent of the boat house is 410 euros a month.')
  await window.getByRole('button', { name: '1 note on how this was read' }).first().click()
  await window
    .getByText(/was recognized in a picture \(OCR, English\)/)
    .first()
    .waitFor()
  await window.getByLabel(/how sure the recognition is of each word/).check()
  await window.keyboard.press('Escape')
  expect(await window.locator('.reader-sureness').count()).toBe(20)
  await picture(window, join(PICTURES, 'scan.png'))
  expect(await violationsInBothThemes(window)).toEqual([])
})

test('its words can be selected where they are printed', async () => {
  const words = running.window.locator('.reader-text span', { hasText: 'euros' })
  await words.first().waitFor()
  const [at] = await words.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()))
  const page = await running.window.locator('.reader-page').first().boundingBox()
  const { box } = scan.words[0]!.find(({ text }) => text === 'euros')!
  const scale = page!.width / 300
  // the span has the blank behind the word, too
  expect(Math.abs(at!.x - page!.x - box.x * scale)).toBeLessThan(3 * scale)
  expect(Math.abs(at!.y + at!.height / 2 - page!.y - (box.y + box.height / 2) * scale)).toBeLessThan(3 * scale)
})

test('a question is answered from it, and the words of its evidence are shaded', async () => {
  const { window } = running
  await ended(window, 0)
  await window.getByLabel('Question about the document').fill('How much is the rent?')
  await window.keyboard.press('Enter')
  const answer = await ended(window, 1)
  expect(answer.state).toBe('done')
  const found = answer.sentences.flatMap(({ evidence }) => evidence).find(({ text }) => text.includes('410'))
  expect(found).toMatchObject({ page: 1, text: 'The rent of the boat house is 410 euros a month.' })
  await window.locator('.answer-card').last().locator('.answer-sentence').first().click()
  const shaded = window.locator('.reader-mark[data-kind="evidence"]')
  await shaded.first().waitFor()
  const boxes = await shaded.evaluateAll((all) =>
    (all as HTMLElement[]).map((one) => ({
      x: one.offsetLeft,
      y: one.offsetTop,
      right: one.offsetLeft + one.offsetWidth,
      bottom: one.offsetTop + one.offsetHeight,
    })),
  )
  const { box } = scan.words[0]!.find(({ text }) => text === '410')!
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  expect(boxes.some((one) => one.x <= x && one.right >= x && one.y <= y && one.bottom >= y)).toBe(true)
  await picture(window, join(PICTURES, 'scan-answer.png'))
})

test('a picture opens as a document of one page, and is not read again', async () => {
  const { window } = running
  const png = await notice('png')
  const path = put({ ...png, file: 'photo.png' })
  await dropFiles(window, body(), [path])
  await window.locator('.library-row.is-open', { hasText: 'photo.png' }).waitFor()
  const { entry } = await open()
  expect(entry).toMatchObject({ kind: 'png', pages: 1, imagePages: [] })
  await window.locator('.reader-canvas canvas').first().waitFor()
  await picture(window, join(PICTURES, 'photo.png'))
  await dropFiles(window, body(), [path])
  await expect.poll(() => window.locator('.library-import').count()).toBe(0)
  expect(await ask(window, 'library.list')).toHaveLength(2)
})

const RENT = 'The rent of the slipway is 450 crowns a year.'
const leaseWithChanges = () =>
  docx(
    [
      para(run('Lease of the slipway')),
      para(
        run('The rent of the slipway is ') +
          '<w:del w:author="Anna"><w:r><w:delText>380</w:delText></w:r></w:del>' +
          `<w:ins w:author="Anna">${run('450')}</w:ins>${run(' crowns a year.')}`,
      ),
      para(run('It is paid on the second of June. The tenant keeps the winch in order.')),
    ].join(''),
  )
const struck = () => running.window.locator('.reader-flow [data-struck="struck"]')

test('a Word file with tracked changes shows what was deleted, and is read again as accepted', async () => {
  const { window } = running
  await dropFiles(window, body(), [put({ file: 'lease.docx', data: await leaseWithChanges() })])
  const rows = window.locator('.library-row', { hasText: 'lease.docx' })
  await rows.and(window.locator('.is-open')).waitFor()
  await struck().first().waitFor()
  expect(await struck().allInnerTexts()).toEqual(['380'])
  await picture(window, join(PICTURES, 'tracked.png'))
  await window
    .getByRole('button', { name: /notes? on how this was read/ })
    .first()
    .click()
  await window.getByLabel('Read tracked changes as accepted').click()
  await rows.filter({ hasText: 'Read with its changes accepted' }).and(window.locator('.is-open')).waitFor()
  await window.locator('.reader-flow').getByText(RENT).waitFor()
  expect(await struck().count()).toBe(0)
  expect(await rows.count()).toBe(2)
})

test('as accepted it is asked, and the words of its evidence are shaded', async () => {
  const { window } = running
  await ended(window, 0)
  await window.getByLabel('Question about the document').fill('How much is the rent of the slipway?')
  await window.keyboard.press('Enter')
  const answer = await ended(window, 1)
  expect(answer.state).toBe('done')
  expect(answer.sentences.flatMap(({ evidence }) => evidence).map(({ text }) => text)).toContain(RENT)
  await window.locator('.answer-card').last().locator('.answer-sentence').first().click()
  const shaded = window.locator('.reader-flow [data-kind="evidence"]')
  await shaded.filter({ hasText: '450' }).waitFor()
  expect(await shaded.allInnerTexts()).toContain(RENT)
  await picture(window, join(PICTURES, 'tracked-answer.png'))
})

test('documents that are opened one after the other leave nothing in the page', async () => {
  const { window } = running
  const meter = await PageMemoryMeter.of(running)
  const rows = window.locator('.library-row')
  // the list begins with what was opened last
  const openAll = async () => {
    for (let left = await rows.count(); left > 0; left--) {
      const { id } = (await ask(window, 'library.list')).at(-1)!
      await rows.last().locator('.library-open').click()
      await expect.poll(async () => (await ask(window, 'library.list'))[0]!.id).toBe(id)
      await rows.first().and(window.locator('.is-open')).waitFor()
      await window.locator('.reader-text span, .reader-paragraph').first().waitFor()
    }
    return meter.read()
  }
  await openAll() // what is loaded and compiled once
  const before = await openAll()
  const after = await openAll()
  for (const what of ['heap', 'nodes', 'listeners'] as const)
    expect([what, after[what] / before[what]]).toEqual([what, expect.closeTo(1, 1)])
})
