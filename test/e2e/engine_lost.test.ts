import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AnswerEntry } from '../../electron/ipc/answer_data'
import { give, makeHome } from './home'
import { launch, type Running } from './launch'
import { ask, until } from './page'

/** The engine is killed, the window is closed: nothing that was produced is lost. */

/** Short, as it is read three times. */
const NOTE = `The lease of the boat house

The boat house at Marrow Point is let to the rowing club from 1 March 2026 for five years. The rent is 240 euros a month and is paid on the first day of each month. The club keeps the roof and the doors in order, and the owner keeps the jetty in order. No fuel may be stored in the house. The owner may look at the house twice a year, after telling the club a week before.

Either side may end the lease with three months' notice. If the rent is more than two months late, the owner may end it at once. At the end the club takes its boats away and gives back all four keys. The deposit of 700 euros is paid back within a month if nothing is broken.
`

const home = makeHome()
const file = join(home, 'Documents', 'lease.txt')
writeFileSync(file, NOTE)
give(file)

let running: Running
beforeAll(async () => {
  running = await launch({ home, args: [file] })
})
afterAll(() => running?.close())

const answers = async (): Promise<AnswerEntry[]> => {
  const [entry] = await ask(running.window, 'library.list')
  return entry ? ask(running.window, 'answers.list', { document: entry.id }) : []
}

const answerThat = (what: string, is: (answer: AnswerEntry) => boolean, at: number) =>
  until(what, async () => {
    const answer = (await answers())[at]
    return answer && is(answer) ? answer : undefined
  })

async function killEngine(): Promise<void> {
  const processes = await running.app.evaluate(({ app }) => app.getAppMetrics())
  process.kill(
    processes.find(({ name, serviceName }) => `${name}${serviceName}`.includes('SparseLens engine'))!.pid,
    'SIGKILL',
  )
}

const summary = { kind: 'summary' } as const

test('a document named on the command line is summarized; the engine killed while it reads is started again', async () => {
  await answerThat('reading', ({ state }) => state === 'reading', 0)
  await killEngine()
  const lost = await answerThat('the loss', ({ state }) => state === 'interrupted', 0)
  expect(lost.problem).toContain('The engine stopped unexpectedly')
})

test('killed in mid-answer, what was written stays', async () => {
  const document = (await ask(running.window, 'library.list'))[0]!.id
  await ask(running.window, 'answers.ask', { document, request: summary })
  await answerThat('some text', ({ text }) => text.length > 20, 1)
  await killEngine()
  const lost = await answerThat('the loss', ({ state }) => state === 'interrupted', 1)
  expect(lost.text.length).toBeGreaterThan(20)
})

test('closed in mid-answer, what was written is there after a restart, and the next one needs no second reading', async () => {
  const document = (await ask(running.window, 'library.list'))[0]!.id
  await ask(running.window, 'answers.ask', { document, request: summary })
  const written = await answerThat('some text', ({ text }) => text.length > 20, 2)
  await running.close()
  running = await launch({ home })
  const kept = await answerThat('the answer', () => true, 2)
  expect(kept.state).toBe('interrupted')
  expect(kept.text).toContain(written.text.slice(0, 20))

  await ask(running.window, 'answers.ask', { document, request: summary })
  const done = await answerThat('an answer', ({ state }) => !['queued', 'reading', 'answering'].includes(state), 3)
  expect(done.state).toBe('done')
  const { document: read, timings } = done.result!
  expect(timings.evaluatedTokens).toBeLessThan(read.tokens)
})
