import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { give, makeHome } from '../../electron/scripts/stage/home'
import { launch, type Running } from '../../electron/scripts/stage/launch'
import { RpcServerProcess } from '../../native/bench/rpc/server_process'
import { TINY_MODEL } from '../fixtures/models/broken'
import { answerThat, ended } from './answers'
import { givePaths } from './drop'
import { putLease } from './lease'
import { ask, until } from './page'

/** A machine that computes the model's layers, in the real window: agreed to, used, lost, and there again. */

const home = makeHome()
const model = join(home, 'Documents', 'tiny.gguf')
let running: Running
let server: RpcServerProcess
beforeAll(async () => {
  copyFileSync(TINY_MODEL, model)
  give(model)
  server = await RpcServerProcess.start()
  running = await launch({ home })
  await givePaths(running.app, [model])
  const { added } = await ask(running.window, 'models.add', { paths: [model] })
  await ask(running.window, 'models.use', { model: added[0]! })
})
afterAll(async () => {
  await running?.close()
  await server?.stop()
})

const question = { kind: 'question', question: 'What is the rent?', looks: 1 } as const

test('is agreed to in the settings; an answer then says where it was computed', async () => {
  const { window } = running
  await window.keyboard.press('Control+,')
  await window.getByLabel('Machines').fill(server.address)
  await window.getByRole('button', { name: 'Use these machines…' }).click()
  await window.getByText(/neither encryption nor login/).waitFor()
  await window.getByRole('button', { name: 'I agree' }).click()
  await window.getByText('Compute on this computer alone').waitFor()
  // nothing is summarized by itself there
  const lease = putLease(home)
  await givePaths(running.app, [lease])
  await ask(window, 'library.add', { paths: [lease] })
  const document = await until('the document', async () => (await ask(window, 'library.list'))[0]?.id)
  await ask(window, 'answers.ask', { document, request: question })
  const answer = await ended(window, 0)
  expect(answer.result?.model.servers).toEqual([server.address])
})

test('lost in the middle it is told in a sentence; started again, the next answer works', async () => {
  const { window } = running
  const document = (await ask(window, 'library.list'))[0]!.id
  await ask(window, 'answers.ask', { document, request: { kind: 'summary' } })
  // two that wait meanwhile
  for (const _ of ['second', 'third']) await ask(window, 'answers.ask', { document, request: question })
  await answerThat(window, 'some text', 1, ({ text, state }) => text.length > 5 || state === 'reading')
  await server.stop()
  const lost = await ended(window, 1)
  expect(lost.state).toBe('interrupted')
  expect(lost.problem).toMatch(/^The connection to a machine that computes a part of the model broke/)
  for (const waited of [2, 3]) {
    const refused = await ended(window, waited)
    expect(refused.state).toBe('failed')
    expect(refused.problem).toContain(`${server.address} can't be reached`)
  }
  server = await RpcServerProcess.start({ port: server.port })
  await ask(window, 'answers.ask', { document, request: question })
  await until('an answer', async () => (await ended(window, 4)).state === 'done')
})
