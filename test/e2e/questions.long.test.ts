import { lstatSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { give, makeHome } from '../../electron/scripts/stage/home'
import { launch, type Running } from '../../electron/scripts/stage/launch'
import { pdfOf } from '../unit/electron/documents/pages'
import { isAtWork } from './answers'
import { givePaths } from './drop'
import { growth, PageMemoryMeter, processMemory } from './memory'
import { ask, until } from './page'

/** One long document is asked question after question: memory stays as it is, and so does the disk but for the answers. */

const PAGES = Number(process.env.SPARSELENS_PAGES ?? 1_000)
const QUESTIONS = Number(process.env.SPARSELENS_QUESTIONS ?? 200)
/** Until then programs are loaded and compiled, and the page's list of answers fills the window. */
const WARM = 10
/** How many times as much each process may come to hold; the page shows every answer. */
const GROWTH = 1.05
const GROWTH_OF_PAGE = 1.25
/** What an answer leaves on the disk at most: its text, tokens and trace. */
const ANSWER_BYTES = 4 * 2 ** 20
/** The first one waits until all pages are read. */
const FIRST_SECONDS = 3_000

let running: Running
let home: string
beforeAll(async () => {
  home = makeHome()
  running = await launch({ home })
})
afterAll(() => running?.close())

const height = (page: number) => 100 + ((page * 37) % 900)

async function takeIn(): Promise<string> {
  const path = join(home, 'Documents', 'tides.pdf')
  const page = (_: unknown, i: number) => [`On day ${i + 1} the water stood ${height(i + 1)} centimetres high.`]
  writeFileSync(path, pdfOf(Array.from({ length: PAGES }, page)))
  give(path)
  await givePaths(running.app, [path])
  await ask(running.window, 'library.add', { paths: [path] })
  return until('the document', async () => (await ask(running.window, 'library.list'))[0]?.id)
}

async function answered(document: string, question: string): Promise<void> {
  const answer = await ask(running.window, 'answers.ask', { document, request: { kind: 'question', question } })
  await until(
    'the answer',
    async () => {
      const all = await ask(running.window, 'answers.list', { document })
      const one = all.find(({ id }) => id === answer)
      return one && !isAtWork(one) ? one.state : undefined
    },
    FIRST_SECONDS,
  ).then((state) => expect([question, state]).toEqual([question, 'done']))
}

const bytesBelow = (folder: string): number =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => lstatSync(join(folder, name), { throwIfNoEntry: false })) // Chromium's locks are links to nothing
    .reduce((sum, file) => sum + (file?.isFile() ? file.size : 0), 0)

test(`over ${QUESTIONS} questions to ${PAGES} pages nothing grows`, async () => {
  const document = await takeIn()
  // of the summary that nobody asked for
  for (const { id } of await ask(running.window, 'answers.unfinished'))
    await ask(running.window, 'job.cancel', { job: id })
  const meter = await PageMemoryMeter.of(running)
  const memory: ReadonlyMap<string, number>[] = []
  const disk: number[] = []
  for (let number = 1; number <= QUESTIONS; number++) {
    await answered(document, `How high did the water stand on day ${(number * 13) % PAGES}?`)
    const { heap } = await meter.read()
    const now = new Map([...(await processMemory(running)), ['heap of the page', heap]])
    memory.push(now)
    disk.push(bytesBelow(join(home, '.config', 'SparseLens')))
    const shown = [...now].map(([name, bytes]) => `${name} ${(bytes / 2 ** 20).toFixed(1)}`)
    console.log(`${number}: ${shown.join(', ')} MB; ${(disk.at(-1)! / 2 ** 20).toFixed(1)} MB on the disk`)
  }
  const most = (name: string) => (/Tab|page/.test(name) ? GROWTH_OF_PAGE : GROWTH)
  expect([...growth(memory, WARM)].filter(([name, times]) => times > most(name))).toEqual([])
  expect((disk.at(-1)! - disk[WARM - 1]!) / (QUESTIONS - WARM)).toBeLessThan(ANSWER_BYTES)
})
