import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeHome } from '../../electron/scripts/stage/home'
import { launch, type Running } from '../../electron/scripts/stage/launch'
import type { AnswerEntry } from '../../electron/shared/ipc/answer_data'
import { answerThat, ended, expectOwnTokensOnly } from './answers'
import { putLease } from './lease'
import { ask } from './page'

/** The engine is killed, the window is closed: nothing that was produced is lost. */

const home = makeHome()

let running: Running
beforeAll(async () => {
  running = await launch({ home, args: [putLease(home)] })
})
afterAll(() => running?.close())

const answer = (what: string, at: number, is: (answer: AnswerEntry) => boolean) =>
  answerThat(running.window, what, at, is)

async function killEngine(): Promise<void> {
  const processes = await running.app.evaluate(({ app }) => app.getAppMetrics())
  process.kill(
    processes.find(({ name, serviceName }) => `${name}${serviceName}`.includes('SparseLens engine'))!.pid,
    'SIGKILL',
  )
}

const summary = { kind: 'summary' } as const

test('a document named on the command line is summarized; the engine killed while it reads is started again', async () => {
  await answer('reading', 0, ({ state }) => state === 'reading')
  await killEngine()
  const lost = await answer('the loss', 0, ({ state }) => state === 'interrupted')
  expect(lost.problem).toContain('The engine stopped unexpectedly')
})

test('killed in mid-answer, what was written stays', async () => {
  const document = (await ask(running.window, 'library.list'))[0]!.id
  await ask(running.window, 'answers.ask', { document, request: summary })
  await answer('some text', 1, ({ text }) => text.length > 20)
  await killEngine()
  const lost = await answer('the loss', 1, ({ state }) => state === 'interrupted')
  expect(lost.text.length).toBeGreaterThan(20)
})

test('closed in mid-answer, what was written is there after a restart, and the next one needs no second reading', async () => {
  const document = (await ask(running.window, 'library.list'))[0]!.id
  await ask(running.window, 'answers.ask', { document, request: summary })
  const written = await answer('some text', 2, ({ text }) => text.length > 20)
  await running.close()
  running = await launch({ home })
  const kept = await answer('the answer', 2, () => true)
  expect(kept.state).toBe('interrupted')
  expect(kept.text).toContain(written.text.slice(0, 20))

  await ask(running.window, 'answers.ask', { document, request: summary })
  const done = await ended(running.window, 3)
  expect(done.state).toBe('done')
  expectOwnTokensOnly(done)
})
