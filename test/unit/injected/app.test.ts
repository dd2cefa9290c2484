import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { AppOfTest, isDone } from '../electron/main/app_of_test'
import { resultOf } from '../electron/main/fake_engine'
import { injectedDocuments } from './documents'

/** A model that says word for word what a document orders can do one thing: say it. */

let main: AppOfTest
beforeEach(() => {
  main = new AppOfTest()
})
afterEach(() => main.remove())

it('an answer changes no setting, opens no dialog, copies and writes nothing beside itself', async () => {
  const orders = (await injectedDocuments()).flatMap(({ read }) => read ?? [])
  let next = 0
  await main.open([
    {
      answer: async (order, engine) => {
        const text = orders[next++ % orders.length]!
        engine.token(order.job, text, 1)
        return resultOf(order, text)
      },
    },
  ])
  const before = await main.call('app.settings')
  const [shown] = await main.drop(main.file('lease.txt', orders.join('\n\n')))
  const document = shown!.document!
  for (const question of orders) {
    const asked: string = await main.call('answers.ask', { document, request: { kind: 'question', question } })
    await main.until('answer.changed', (answer) => answer.id === asked && isDone(answer))
  }
  expect(await main.call('app.settings')).toEqual(before)
  expect(main.picked).toEqual({ documents: [] })
  expect(main.heard('app.problem')).toEqual([])
  expect((await main.documents()).map(({ id }) => id)).toEqual([document])
  // all that the engine was asked: to read, to answer, what it is
  expect(new Set(main.engines[0]!.calls.map((call) => call.split(' ')[0]))).toEqual(new Set())
  const known = ['documents', 'incoming', 'kv-cache', 'library.db', 'library.db-wal']
  expect(readdirSync(join(main.folder, 'data')).filter((name) => !known.includes(name))).toEqual([])
})
