import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { openModel } from '../../electron/engine/model'
import { engineHandlers } from '../../electron/service/handlers'
import { Relay } from '../../native/bench/rpc/relay'
import { RpcServerProcess } from '../../native/bench/rpc/server_process'
import { TINY_MODEL } from '../fixtures/models/broken'
import { lastLine, runCli } from './run_cli'

/** The command line with machines that compute for it, and that are lost: each failure is a sentence, and the next run works. */

const folder = mkdtempSync(join(tmpdir(), 'sparselens-rpc-'))
const document = join(folder, 'pier.txt')
writeFileSync(document, 'The pier is old. It will be renewed in 2027. '.repeat(20))

let server: RpcServerProcess
const relays: Relay[] = []
beforeAll(async () => {
  server = await RpcServerProcess.start()
})
afterEach(async () => {
  for (const relay of relays.splice(0)) await relay.close()
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

async function relay(): Promise<Relay> {
  const made = await Relay.to(server.address)
  relays.push(made)
  return made
}

const QUESTION = ['--model', TINY_MODEL, '--ask', 'How old?', '--looks', '1', '--max-tokens', '8']
const ask = (at: string, ...more: string[]) => runCli([document, ...QUESTION, '--rpc', at, ...more])

it('tells what goes there, and goes nowhere before somebody agreed', async () => {
  const through = await relay()
  const refused = await ask(through.address)
  expect(refused.status).toBe(2)
  expect(refused.stderr).toContain(`To ${through.address} go the weights of the model’s layers`)
  expect(refused.stderr).toContain('has neither encryption nor login')
  expect(refused.stderr).toContain(`Nothing was sent to ${through.address}: add --send`)
  expect(through.sent).toBe(0)
})

it('answers, and says so in every line; what breaks off in the middle is told, and the next run works', async () => {
  const whole = await relay()
  const answered = await ask(whole.address, '--send', '--json')
  expect(answered.status).toBe(0)
  expect(JSON.parse(answered.stdout).model.servers).toEqual([whole.address])
  const broken = await relay()
  broken.breakAfter = whole.sent * 0.9
  const lost = await ask(broken.address, '--send')
  expect(lost.status).toBe(5)
  expect(lastLine(lost.stderr)).toBe(
    `The connection to a machine that computes a part of the model (${broken.address}) broke; see whether sparselens-rpc-server still runs there, then ask again.`,
  )
  expect(lost.stdout).toBe('')
  const again = await ask(server.address, '--send')
  expect(again.status).toBe(0)
  expect(again.stdout).toContain(`REMOTE: Layers of the model were computed at ${server.address}`)
})

it('of several files says at which it stopped, and goes on there', async () => {
  const files = ['first.txt', 'second.txt', 'third.txt'].map((name, i) => {
    writeFileSync(join(folder, name), `The pier of file ${i + 1} is old. It will be renewed in 2027. `.repeat(20))
    return join(folder, name)
  })
  const out = join(folder, 'lines.jsonl')
  const ask = (some: string[], at: string, ...more: string[]) =>
    runCli([...some, ...QUESTION, '--rpc', at, '--send', ...more])
  const first = await relay()
  await ask(files.slice(0, 1), first.address)
  const broken = await relay()
  broken.breakAfter = first.sent + 1000
  const lost = await ask(files, broken.address, '--out', out)
  expect(lost.status).toBe(5)
  expect(lost.stderr).toContain(
    'Stopped at file 2 of 3: run the same command again to go on.\nThe connection to a machine',
  )
  const lines = () => readFileSync(out, 'utf8').trimEnd().split('\n').slice(1)
  const kept = lines()
  expect(kept).toHaveLength(1)
  const again = await ask(files, server.address, '--out', out)
  expect(again.status).toBe(0)
  expect(again.stderr).toContain('3 of 3 files are done, 1 of them before.')
  expect(lines()[0]).toBe(kept[0])
  expect(lines().map((line) => JSON.parse(line).source.path)).toEqual(files)
})

it('waits for a machine that stalls as long as it is told, and for one that says nothing at all', async () => {
  const whole = await relay()
  await ask(whole.address, '--send')
  const stalling = await relay()
  stalling.stallAfter = whole.sent * 0.9
  const stalled = await ask(stalling.address, '--send', '--timeout', '3')
  expect(stalled.status).toBe(5)
  expect(lastLine(stalled.stderr)).toContain(`(${stalling.address}) has not answered for 3 seconds`)
  const mute = await relay()
  mute.stallAfter = 0
  const unanswered = await ask(mute.address, '--send', '--timeout', '2')
  expect(unanswered.status).toBe(5)
  expect(lastLine(unanswered.stderr)).toContain('takes the connection and says nothing')
})

it('says which machine is not there', async () => {
  const gone = await relay()
  const { address } = gone
  await relays.pop()!.close()
  const refused = await ask(`${server.address},${address}`, '--send')
  expect(refused.status).toBe(5)
  expect(lastLine(refused.stderr)).toContain(`${address} can't be reached (ECONNREFUSED)`)
})

it('plans over them', async () => {
  const planned = await runCli(['--plan', '--json', '--model', TINY_MODEL, '--rpc', server.address])
  expect(planned.status).toBe(0)
  const { machine, devices, fits } = JSON.parse(planned.stdout)
  expect(fits).toBe(true)
  expect(machine.gpus[0]).toMatchObject({ name: server.address, backend: 'rpc' })
  expect(devices[0].weights).toBeGreaterThan(0)
})

it('plans over them in the window’s engine too, also while a model of it lies there', async () => {
  const engine = engineHandlers(() => {})
  const order = { model: { path: TINY_MODEL, servers: [server.address] }, choice: {} }
  const before = await engine['model.plan'](order)
  expect(before.machine.gpus[0]).toMatchObject({ name: server.address, backend: 'rpc' })
  expect(before.devices[0]!.weights).toBeGreaterThan(0)
  const model = await openModel({ path: TINY_MODEL, servers: [server.address] })
  const meanwhile = await engine['model.plan'](order)
  expect(meanwhile.devices[0]!.weights).toBe(before.devices[0]!.weights)
  model.native.close()
})
