import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { afterEach, expect, it } from 'vitest'
import { z } from 'zod'
import { EngineError } from '../../../../../electron/engine/errors'
import type { Handlers } from '../../../../../electron/shared/ipc/calls'
import { connect, type Listeners, type Port, serve, teller } from '../../../../../electron/shared/ipc/port'

const calls = {
  double: { input: z.object({ n: z.number() }), output: z.number() },
  fail: { input: z.object({ how: z.string() }), output: z.undefined() },
  wrong: { input: z.undefined(), output: z.number() },
  never: { input: z.undefined(), output: z.undefined() },
}
const events = { tick: z.object({ n: z.number() }) }

const handlers: Handlers<typeof calls> = {
  double: ({ n }) => n * 2,
  fail: ({ how }) => {
    if (how === 'engine') throw new EngineError('context-full', 'It is full; ask less.')
    if (how === 'abort') throw new DOMException('x', 'AbortError')
    throw Object.assign(new Error('ENOENT: no such file.'), { code: 'ENOENT' })
  },
  wrong: () => 'no number' as never,
  never: () => new Promise(() => {}),
}

const opened: MessagePort[] = []
afterEach(() => {
  for (const port of opened.splice(0)) port.close()
})

const adapt = (port: MessagePort): Port => ({
  post: (message) => port.postMessage(message),
  listen: (listener) => void port.on('message', listener),
})

function pair(listeners?: Listeners<typeof events>) {
  const { port1, port2 } = new MessageChannel()
  opened.push(port1, port2)
  serve(adapt(port1), calls, handlers)
  return { tell: teller(adapt(port1), events), ...connect(adapt(port2), calls, events, listeners), raw: port2 }
}

it('answers each request with its own value', async () => {
  const { ask } = pair()
  expect(await Promise.all([1, 2, 3].map((n) => ask('double', { n })))).toEqual([2, 4, 6])
})

it('turns what handlers throw into failures with a code and a sentence', async () => {
  const { ask } = pair()
  await expect(ask('fail', { how: 'engine' })).rejects.toMatchObject({
    code: 'context-full',
    message: expect.stringMatching(/full; ask/),
  })
  await expect(ask('fail', { how: 'abort' })).rejects.toMatchObject({ code: 'cancelled' })
  await expect(ask('fail', { how: 'node' })).rejects.toMatchObject({
    code: 'failed',
    message: expect.stringMatching(/failed \(ENOENT/),
  })
})

it('checks what comes in on both sides', async () => {
  const { ask } = pair()
  await expect(ask('double', { n: 'two' } as never)).rejects.toMatchObject({ code: 'bad-argument' })
  const loose = ask as (name: string) => Promise<unknown>
  await expect(loose('nothing')).rejects.toMatchObject({ code: 'bad-argument' })
  await expect(loose('toString')).rejects.toMatchObject({ code: 'bad-argument' })
  await expect(ask('wrong')).rejects.toThrow(/answered wrongly/)
})

it('ignores messages that are none of the contract', async () => {
  const { ask, raw } = pair()
  for (const message of [undefined, 5, {}, { id: 'x', name: 'double' }]) raw.postMessage(message)
  expect(await ask('double', { n: 4 })).toBe(8)
})

it('tells events in order', async () => {
  const heard: number[] = []
  const { tell, ask } = pair({ tick: ({ n }) => heard.push(n) })
  for (const n of [1, 2, 3]) tell('tick', { n })
  await ask('double', { n: 1 })
  expect(heard).toEqual([1, 2, 3])
})

it('fails all that waits when the other side is gone, and every later call', async () => {
  const { ask, close } = pair()
  const waiting = ask('never')
  close({ code: 'engine-lost', message: 'The engine ended; ask again.' })
  await expect(waiting).rejects.toMatchObject({ code: 'engine-lost' })
  await expect(ask('double', { n: 1 })).rejects.toMatchObject({ code: 'engine-lost' })
})
