import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright'
import { atEnd } from '../../electron/scripts/stage/cleanup'
import { environmentOf, makeHome, putDocument } from '../../electron/scripts/stage/home'
import { writeWrapper } from '../../electron/scripts/stage/user'
import type { AnswerEntry } from '../../electron/shared/ipc/answer_data'
import type { Import } from '../../electron/shared/ipc/document_data'

/**
 * usage: installed.ts PROGRAM DOCUMENT PICTURE
 * Starts an installed app with a document on its command line, as a desktop does, asks for a summary and prints what
 * came of it as JSON. A program of its own, so that it can be run in a network namespace without a network. A released
 * app lets nobody attach to main, so all goes through the page.
 */

const SECONDS = 1000

export interface Seen {
  title: string
  platform: string
  /** Why a request to another machine failed. */
  network: string
  answer: { state: string; text: string; evaluatedTokens: number; model: string }
  status: unknown
}

async function main([program, document, picture]: string[]): Promise<Seen> {
  const home = makeHome()
  const wrapper = join(home, 'start')
  writeWrapper(wrapper, program!)
  const child = spawn(wrapper, ['--disable-gpu', '--remote-debugging-port=0', putDocument(home, document!)], {
    cwd: home,
    env: await environmentOf(home),
    stdio: ['ignore', 'inherit', 'pipe'],
  })
  atEnd(() => child.kill('SIGKILL'))
  const endpoint = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.on('exit', (status) => reject(new Error(`The app ended with status ${status}:\n${said}`)))
    child.stderr.on('data', (data: Buffer) => {
      said += data
      const found = /DevTools listening on (ws:\S+)/.exec(said)
      if (found) resolve(found[1]!)
    })
  })
  const browser = await chromium.connectOverCDP(endpoint)
  const context = browser.contexts()[0]!
  const page = context.pages()[0] ?? (await context.waitForEvent('page'))
  await page.waitForFunction(() => window.sparselens !== undefined)
  const seen = await look(page)
  await page.screenshot({ path: picture! })
  return seen
}

async function look(page: Page): Promise<Seen> {
  return {
    title: await page.title(),
    platform: await page.evaluate(() => navigator.userAgent),
    network: await page.evaluate(() =>
      fetch('https://example.com').then(
        () => 'reached',
        (error: Error) => error.message,
      ),
    ),
    answer: await summarize(page),
    status: await ask(page, 'app.status'),
  }
}

async function summarize(page: Page): Promise<Seen['answer']> {
  const document = await until('the document in the library', async () => {
    const [entry] = await ask<Import[]>(page, 'library.imports')
    if (entry?.state === 'failed') throw new Error(entry.problem)
    return entry?.document
  })
  const id = await ask<string>(page, 'answers.ask', { document, request: { kind: 'summary', sentences: 2 } })
  const done = await until('the end of the answer', async () => {
    const entry = (await ask<AnswerEntry[]>(page, 'answers.list', { document })).find((one) => one.id === id)
    return entry && !['queued', 'reading', 'answering'].includes(entry.state) ? entry : undefined
  })
  if (!done.result) throw new Error(`The answer ended as ${done.state}: ${done.problem}`)
  const { generations, main, timings, model } = done.result
  return {
    state: done.state,
    text: generations[main]!.answer.text,
    evaluatedTokens: timings!.evaluatedTokens,
    model: model.name,
  }
}

async function ask<T>(page: Page, name: string, input?: unknown): Promise<T> {
  const reply = await page.evaluate(([name, input]) => window.sparselens.call(name, input), [name, input] as const)
  if (!reply.ok) throw new Error(`${name}: ${reply.failure.message}`)
  return reply.value as T
}

async function until<T>(what: string, find: () => Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + 420 * SECONDS; Date.now() < end; ) {
    const found = await find()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`Waited too long for ${what}.`)
}

main(process.argv.slice(2)).then(
  (seen) => {
    console.log(JSON.stringify(seen))
    process.exit(0)
  },
  (error: Error) => {
    console.error(error.stack)
    process.exit(1)
  },
)
