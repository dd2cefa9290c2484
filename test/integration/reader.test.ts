import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { engineEvents } from '../../electron/shared/ipc/contract'
import { type Connection, connect } from '../../electron/shared/ipc/port'
import type { ReaderPlaces } from '../../electron/shared/ipc/processes'
import { readerCalls } from '../../electron/shared/ipc/reader_calls'
import { ROOT } from './run_cli'

/** The reader's program, under Node instead of Electron, asked to use other files of the library than its own. */

const library = mkdtempSync(join(tmpdir(), 'sparselens-reader-'))
const at = (...path: string[]) => join(library, ...path)
const places: ReaderPlaces = {
  readable: [at('languages')],
  writable: [at('incoming', 'own')],
  scratch: at('incoming', 'scratch'),
}
const OTHERS = [at('documents', 'other', 'source.txt'), at('incoming', 'waiting', 'note.txt'), at('library.db')]

let child: ChildProcess
let ask: Connection<typeof readerCalls>['ask']
let isShutIn = true
beforeAll(() => {
  for (const folder of ['languages', 'incoming/own', 'incoming/scratch', 'incoming/waiting', 'documents/other']) {
    mkdirSync(at(folder), { recursive: true })
  }
  for (const path of [...OTHERS, at('incoming', 'own', 'note.txt')]) writeFileSync(path, 'The rent is due.')
  child = fork(join(ROOT, 'electron', 'service', 'reader.ts'), [JSON.stringify(places)], {
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    cwd: ROOT,
  })
  child.stderr!.on('data', (said) => {
    if (`${said}`.includes('"files":null')) isShutIn = false
  })
  const port = {
    post: (message: unknown) => void child.send(message as object),
    listen: (listener: (message: unknown) => void) => void child.on('message', listener),
  }
  const connection = connect(port, readerCalls, engineEvents)
  ask = connection.ask
  child.on('exit', () => connection.close({ code: 'engine-ended', message: 'It ended.' }))
})
afterAll(() => {
  child.kill('SIGKILL')
  rmSync(library, { recursive: true })
})

const read = (path: string, into: string) =>
  ask('document.read', { job: randomUUID(), path, into }).then(
    () => 'read',
    ({ code }) => code,
  )

test.runIf(process.platform === 'linux')('it reads its own file, and none of another document', async () => {
  const into = at('incoming', 'own', 'document.json')
  expect(await read(at('incoming', 'own', 'note.txt'), into)).toBe('read')
  expect(JSON.parse(readFileSync(into, 'utf8')).text).toBe('The rent is due.')
  // kernels without Landlock keep no files from it
  if (!isShutIn) return
  for (const path of OTHERS) {
    const taken = at('incoming', 'own', randomUUID())
    expect([path, await read(path, taken), existsSync(taken)]).toEqual([path, 'unreadable', false])
  }
  const outside = at('documents', 'other', 'document.json')
  expect(await read(at('incoming', 'own', 'note.txt'), outside)).not.toBe('read')
  expect(existsSync(outside)).toBe(false)
})
