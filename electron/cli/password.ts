import { readFileSync } from 'node:fs'
import type { ReadStream } from 'node:tty'
import { UsageError } from './exit'

/** Asks for a document's password; undefined gives up. `retry`: the one before was wrong. */
export type AskPassword = (retry: boolean) => Promise<string | undefined>

const ATTEMPTS = 3

/** The password from `--password-file`, without the line's end; it is tried once. */
export function passwordFromFile(path: string): AskPassword {
  let password: string
  try {
    password = readFileSync(path, 'utf8').replace(/\r?\n$/, '')
  } catch (error) {
    throw new UsageError(`The password file "${path}" can't be read`, { cause: error })
  }
  return async (retry) => (retry ? undefined : password)
}

export interface PasswordTerminal {
  input: Pick<ReadStream, 'setRawMode' | 'on' | 'off' | 'resume' | 'pause'>
  write(text: string): void
  /** In raw mode Ctrl-C is a character like others. */
  interrupt(): void
}

/** Asks on the terminal, up to three times, without showing what is typed. */
export function passwordFromTerminal(terminal: PasswordTerminal): AskPassword {
  let attempts = 0
  return async (retry) => {
    if (attempts++ >= ATTEMPTS) return undefined
    return typed(terminal, retry ? 'Wrong password. Password: ' : 'The document is encrypted. Password: ')
  }
}

function typed({ input, write, interrupt }: PasswordTerminal, prompt: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let password = ''
    const finish = (result: string | undefined) => {
      input.off('data', onData)
      input.setRawMode(false)
      input.pause()
      write('\n')
      resolve(result)
    }
    const onData = (data: Buffer) => {
      for (const character of data.toString('utf8')) {
        if (character === '\r' || character === '\n') return finish(password)
        if (character === '\u0003') {
          finish(undefined)
          return interrupt()
        }
        if (character === '\u0004') return finish(undefined)
        if (character === '\u007f' || character === '\b') password = [...password].slice(0, -1).join('')
        else if (character >= ' ') password += character
      }
    }
    write(prompt)
    input.setRawMode(true)
    input.on('data', onData)
    input.resume()
  })
}
