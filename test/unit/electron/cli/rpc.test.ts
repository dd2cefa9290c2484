import { expect, it } from 'vitest'
import { parseCommand } from '../../../../electron/cli/arguments'
import { agreeToMachines } from '../../../../electron/cli/rpc'
import { rpcLeavingLines } from '../../../../electron/shared/shown/leaving_rpc'
import { fakeRun } from './fakes'

const rpcOf = (...argv: string[]) => {
  const command = parseCommand(argv)
  if (command.kind === 'plan') return command.arguments.servers
  return command.kind === 'read' ? command.arguments.rpc : undefined
}
const failure = (...argv: string[]) => {
  try {
    return `none: ${JSON.stringify(rpcOf(...argv))}`
  } catch (error) {
    return (error as Error).message
  }
}

it('--rpc names machines, and is off unless it does', () => {
  expect(rpcOf('a.pdf')).toBeUndefined()
  expect(rpcOf('a.pdf', '--rpc', 'A:1, b')).toEqual({ servers: ['a:1', 'b:50052'], isAgreed: false })
  expect(rpcOf('a.pdf', '--rpc', 'a:1', '--send', '--timeout', '9')).toMatchObject({ isAgreed: true, patience: 9 })
  expect(rpcOf('--plan', '--rpc', 'a:1')).toEqual(['a:1'])
})

it.each([
  [['a.pdf', '--rpc', ''], /^"" is no address of a machine: write HOST:PORT/],
  [['a.pdf', '--rpc', 'a:1,a:1'], /^a:1 is named twice; name each machine once$/],
  [['a.pdf', '--rpc', 'a:1', '--timeout', 'x'], /--timeout needs a whole number of seconds/],
  [['a.pdf', '--rpc', 'a:1', '--ca', 'x'], /--ca is for --endpoint/],
  [['a.pdf', '--rpc', 'a:1', '--text'], /--text asks no model; leave out --rpc/],
  [['a.pdf', '--rpc', 'a:1', '--endpoint', 'http://b'], /--rpc is for a model on this machine/],
  [['--measure-cost', '--rpc', 'a:1'], /--measure-cost doesn't know --rpc/],
])('refuses %j', (argv, told) => {
  expect(failure(...argv)).toMatch(told)
})

it('nothing is opened before somebody agreed', async () => {
  const { calls, error, notes } = await fakeRun(['a.pdf', '--rpc', '10.0.0.2:50060'])
  expect(calls.filter((call) => call === 'open')).toEqual([])
  expect((error as Error).message).toBe('Nothing was sent to 10.0.0.2:50060: add --send if this may leave the machine')
  expect(notes.join('\n')).toContain('ssh -N -L 50060:127.0.0.1:50060 USER@10.0.0.2, and then 127.0.0.1:50060.')
  const agreed = await fakeRun(['a.pdf', '--rpc', '10.0.0.2:50060', '--send'])
  expect(agreed.error).toBeUndefined()
  expect(agreed.settings).toMatchObject({ rpc: { servers: ['10.0.0.2:50060'] } })
})

it('takes no for an answer', async () => {
  const asked = agreeToMachines({ servers: ['a:1'], isAgreed: false }, { note: () => {}, confirm: async () => false })
  await expect(asked).rejects.toThrow('Nothing was sent')
})

it('tells of a tunnel that it is one', () => {
  expect(rpcLeavingLines(['127.0.0.1:1', 'localhost:2'])[1]).toContain('comes through a tunnel')
  expect(rpcLeavingLines(['127.0.0.1:1', '10.0.0.2:2', '10.0.0.3:2'])[1]).toContain(
    'a port of its own for each machine',
  )
})
