import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { give, makeHome } from '../../electron/scripts/stage/home'
import { launch, type Running } from '../../electron/scripts/stage/launch'
import { pdfOf } from '../unit/electron/documents/pages'
import { isAtWork } from './answers'
import { givePaths } from './drop'
import { growth, PageMemoryMeter, processMemory } from './memory'
import { ask, until } from './page'

/**
 * Document after document is taken in, summarized, looked at through the lens, and removed when ten newer ones are there:
 * memory and disk stay as they are. (A library that grows has more rows to show.)
 */

const DOCUMENTS = 50
/** Until then programs are loaded and compiled; as many stay in the library. */
const WARM = 10
/** How many times as much each may come to hold; the page's compiled code and allocator go on growing, ever slower. */
const GROWTH = 1.08
const GROWTH_OF_PAGE = 1.15

let running: Running
let home: string
beforeAll(async () => {
  home = makeHome()
  running = await launch({ home })
})
afterAll(() => running?.close())

async function takeIn(number: number): Promise<string> {
  const file = `pier ${number}.pdf`
  const path = join(home, 'Documents', file)
  const first = [
    `The pier of Westhaven, part ${number}`,
    `It was built in ${1800 + number} and is ${200 + number} metres long.`,
  ]
  writeFileSync(path, pdfOf([first, [`The keeper counted ${number} boats in May.`]]))
  give(path)
  await givePaths(running.app, [path])
  await ask(running.window, 'library.add', { paths: [path] })
  return until(file, async () => (await ask(running.window, 'library.list')).find((one) => one.file === file)?.id)
}

/** Through the window, as people do. */
async function lookAt(document: string): Promise<void> {
  const { window } = running
  const { title, file } = (await ask(window, 'library.list')).find(({ id }) => id === document)!
  const row = window.locator('.library-row', { hasText: title ?? file }).first()
  await row.locator('.library-open').click()
  await until('its summary', async () => {
    const [answer] = await ask(window, 'answers.list', { document })
    return answer && !isAtWork(answer) ? true : undefined
  })
  await window.locator('.answer-words').first().click()
  for (const view of ['Indexer score', 'Entered attention', 'Map', 'Evidence']) {
    await window.getByRole('tab', { name: view }).click()
    await window.locator('.lens [aria-busy="true"]').waitFor({ state: 'detached' })
  }
}

test(`over ${DOCUMENTS} documents nothing grows`, async () => {
  const meter = await PageMemoryMeter.of(running)
  const memory: ReadonlyMap<string, number>[] = []
  const there: string[] = []
  for (let number = 1; number <= DOCUMENTS; number++) {
    there.push(await takeIn(number))
    await lookAt(there.at(-1)!)
    if (there.length > WARM) await ask(running.window, 'library.remove', { document: there.shift()! })
    const { heap, nodes, listeners } = await meter.read()
    const now = new Map([...(await processMemory(running)), ['heap of the page', heap]])
    const shown = [...now].map(([name, bytes]) => `${name} ${(bytes / 2 ** 20).toFixed(1)}`)
    console.log(`${number}: ${shown.join(', ')} MB; ${nodes} nodes, ${listeners} listeners`)
    memory.push(now)
  }
  const most = (name: string) => (name === 'Tab' ? GROWTH_OF_PAGE : GROWTH)
  expect([...growth(memory, WARM)].filter(([name, times]) => times > most(name))).toEqual([])
})

test('nothing is left of what was on its way', () => {
  expect(readdirSync(join(home, '.config', 'SparseLens', 'incoming'))).toEqual([])
})
