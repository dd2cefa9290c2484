import { describe, expect, it } from 'vitest'
import { parseCommand } from '../../../../electron/cli/arguments'
import { agree, type EndpointArguments } from '../../../../electron/cli/endpoint'
import { fakeResult, fakeRun } from './fakes'

const ADDRESS = 'http://box:30000'
const endpointOf = (...argv: string[]) => {
  const command = parseCommand(['a.pdf', ...argv])
  return command.kind === 'read' ? command.arguments.endpoint : undefined
}
const failure = (...argv: string[]) => {
  try {
    endpointOf(...argv)
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

describe('--endpoint', () => {
  it('is off unless it is named', () => {
    expect(endpointOf()).toBeUndefined()
    expect(endpointOf('--endpoint', ADDRESS)).toEqual({ address: ADDRESS, isAgreed: false })
    expect(endpointOf('--endpoint', ADDRESS, '--send', '--ca', 'ca.pem', '--timeout', '30')).toEqual({
      address: ADDRESS,
      isAgreed: true,
      ca: 'ca.pem',
      patience: 30,
    })
  })

  it('has no use for what is about a model here', () => {
    expect(failure('--endpoint', ADDRESS, '--model', 'x.gguf')).toContain('--model is for a model on this machine')
    expect(failure('--endpoint', ADDRESS, '--find', 'x')).toContain('--find is for a model on this machine')
    expect(failure('--endpoint', ADDRESS, '--prices', 'cheap')).toContain('--prices needs those of a million tokens')
    expect(endpointOf('--endpoint', ADDRESS, '--prices', '0.28,0.42')?.prices).toEqual({ sent: 0.28, received: 0.42 })
    expect(failure('--send')).toBe('--send is for --endpoint; add that or leave it out')
    expect(failure('--endpoint', ADDRESS, '--timeout', '0')).toContain('--timeout needs a whole number of seconds')
    expect(failure('--endpoint', ADDRESS, '--text')).toContain('leave out --endpoint')
    expect(failure('--import', 'answer.json', '--ask', 'Why?')).toContain('leave out --ask')
  })

  it('is asked only after somebody agreed to what leaves the machine', async () => {
    const { calls, error, notes } = await fakeRun(['a.pdf', '--endpoint', ADDRESS])
    expect(calls).toEqual(['read a.pdf'])
    expect((error as Error).message).toBe('Nothing was sent to box:30000: add --send if this may leave the machine')
    expect(notes[0]).toBe(
      'To box:30000 goes the document’s whole text (45 characters), the wish for a summary, and SparseLens’s own instruction to the model.',
    )
    expect(notes[2]).toContain('ssh -N -L 30000:localhost:30000 box')
    const sent = await fakeRun(['a.pdf', '--endpoint', ADDRESS, '--send'])
    expect(sent.error).toBeUndefined()
    expect(sent.calls).toEqual(['read a.pdf', 'open', 'close'])
    expect(sent.notes).toHaveLength(3)
  })

  it('takes no for an answer', async () => {
    const wanted: EndpointArguments = { address: ADDRESS, isAgreed: false }
    const leaving = { host: 'box:30000', isPrivate: true, hasKey: true, characters: 5 }
    const said: string[] = []
    const around = (yes: boolean) => ({ note: (line: string) => said.push(line), confirm: async () => yes })
    await expect(agree(wanted, leaving, around(false))).rejects.toThrow('Nothing was sent')
    await agree(wanted, leaving, around(true))
    expect(said[0]).toContain('with each request your key')
    expect(said).toHaveLength(4)
  })
})

describe('an answer from elsewhere', () => {
  const remote = {
    host: 'box:30000',
    server: 'SGLang',
    version: '0.5.9',
    isPrivate: false,
    sentTokens: 1200,
    keptTokens: 1000,
    receivedTokens: 40,
  } as const

  it('says so, with what went there and that there are no scores', async () => {
    const { stdout } = await fakeRun(['a.pdf', '--endpoint', ADDRESS, '--send'], {}, {}, () => [fakeResult({ remote })])
    const said = stdout.replace(/\s+/g, ' ')
    expect(said).toContain(
      'REMOTE: answered by SGLang 0.5.9 at box:30000: 1,200 tokens, 1,000 of which it had kept, went there, 40 tokens came back. The server tells which tokens entered attention, and no scores:',
    )
  })

  it('that broke off is printed as far as it came, and the exit status says so', async () => {
    const broken = { ...remote, broken: 'The connection broke.' }
    const results = () => [fakeResult({ remote: broken })]
    const { stdout, error } = await fakeRun(['a.pdf', '--endpoint', ADDRESS, '--send'], {}, {}, results)
    expect(stdout).toContain('The pier will be renewed.')
    expect(error).toMatchObject({ code: 'endpoint-failed', message: 'The connection broke.' })
  })
})
