import { EventEmitter } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { UsageError } from '../../../../electron/cli/exit'
import { passwordFromFile, passwordFromTerminal } from '../../../../electron/cli/password'

const folder = mkdtempSync(join(tmpdir(), 'sparselens-password-'))
afterAll(() => rmSync(folder, { recursive: true }))

const file = (content: string) => {
  const path = join(folder, 'password')
  writeFileSync(path, content)
  return path
}

describe('passwordFromFile', () => {
  it.each([
    ['secret', 'secret'],
    ['secret\n', 'secret'],
    ['secret\r\n', 'secret'],
    [' two words \n', ' two words '],
    ['käse\n\n', 'käse\n'],
    ['', ''],
  ])('reads %j as %j', async (content, password) => {
    expect(await passwordFromFile(file(content))(false)).toBe(password)
  })

  it('is tried once', async () => {
    expect(await passwordFromFile(file('x'))(true)).toBeUndefined()
  })

  it('has to be there', () => {
    expect(() => passwordFromFile(join(folder, 'none'))).toThrow(UsageError)
  })
})

describe('passwordFromTerminal', () => {
  function terminal() {
    const input = Object.assign(new EventEmitter(), { setRawMode: vi.fn(), resume: vi.fn(), pause: vi.fn() })
    let shown = ''
    const interrupt = vi.fn()
    const ask = passwordFromTerminal({ input: input as never, write: (text) => (shown += text), interrupt })
    const type = (text: string) => input.emit('data', Buffer.from(text))
    return { input, ask, type, interrupt, shown: () => shown }
  }

  it('shows nothing of what is typed and restores the terminal', async () => {
    const { ask, type, input, shown } = terminal()
    const answer = ask(false)
    type('pä')
    type('x\u007fss\r')
    expect(await answer).toBe('päss')
    expect(shown()).toBe('The document is encrypted. Password: \n')
    expect(input.setRawMode.mock.calls).toEqual([[true], [false]])
    expect(input.listenerCount('data')).toBe(0)
  })

  it('asks again three times in all', async () => {
    const { ask, type, shown } = terminal()
    for (const retry of [false, true, true]) {
      const answer = ask(retry)
      type('no\r')
      expect(await answer).toBe('no')
    }
    expect(await ask(true)).toBeUndefined()
    expect(shown().match(/Wrong password/g)).toHaveLength(2)
  })

  it('ends with Ctrl-C and Ctrl-D', async () => {
    const { ask, type, interrupt } = terminal()
    const given = ask(false)
    type('\u0004')
    expect(await given).toBeUndefined()
    expect(interrupt).not.toHaveBeenCalled()
    const stopped = ask(false)
    type('abc\u0003')
    expect(await stopped).toBeUndefined()
    expect(interrupt).toHaveBeenCalledOnce()
  })
})
