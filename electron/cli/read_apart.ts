import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { readStored } from '../documents/stored'
import { DOCUMENT_ERRORS, DocumentError, type ReadOptions, type SourceDocument } from '../shared/document/types'
import type { Ask, ReaderCalls } from '../shared/ipc/calls'
import { engineEvents } from '../shared/ipc/contract'
import { CallFailure } from '../shared/ipc/failure'
import { connect } from '../shared/ipc/port'
import { fillsMemory, MEMORY_FULL, type ReaderPlaces } from '../shared/ipc/processes'
import { readerCalls } from '../shared/ipc/reader_calls'
import { readerProgram } from './reader_program'

/** More than the reader's own limit (MOST_READER_MEMORY), which says why it ends, whatever the machine has. */
const HEAP_MB = 4096

/** Reads a file in a process of its own, shut in with it (electron/service/reader.ts), as the window does. */
export async function readApart(path: string, options: ReadOptions): Promise<SourceDocument> {
  const program = await readerProgram()
  const folder = mkdtempSync(join(tmpdir(), 'sparselens-reading-'))
  const [writable, scratch] = ['read', 'scratch'].map((name) => join(folder, name)) as [string, string]
  for (const one of [writable, scratch]) mkdirSync(one)
  const languages = options.scans?.folder
  const readable = [resolve(path), ...(languages === undefined ? [] : [resolve(languages)])]
  const child = start(program, { readable, writable: [writable], scratch })
  const end = () => {
    child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  // a second Ctrl-C ends this process at once
  process.once('exit', end)
  options.signal?.addEventListener('abort', end)
  if (options.signal?.aborted) end()
  try {
    const into = join(writable, 'document.json')
    await asked(askOf(child, path, options), resolve(path), into, options)
    return await readStored(into)
  } catch (error) {
    throw options.signal?.aborted ? new DocumentError('cancelled', 'Cancelled.') : asDocumentError(error)
  } finally {
    process.off('exit', end)
    options.signal?.removeEventListener('abort', end)
    end()
  }
}

function start(program: string, places: ReaderPlaces): ChildProcess {
  const said = process.env.SPARSELENS_DEBUG ? 2 : 'ignore'
  return fork(program, [JSON.stringify(places)], {
    execArgv: [`--max-old-space-size=${HEAP_MB}`],
    serialization: 'advanced',
    stdio: ['ignore', said, said, 'ipc'],
  })
}

function askOf(child: ChildProcess, path: string, { onProgress, onRecognize }: ReadOptions): Ask<ReaderCalls> {
  const port = {
    post: (message: unknown) => void child.send(message as object),
    listen: (listener: (message: unknown) => void) => void child.on('message', listener),
  }
  const { ask, close } = connect(port, readerCalls, engineEvents, {
    'document.progress': ({ pagesDone, pages, recognizing }) =>
      recognizing ? onRecognize?.(pagesDone, pages) : onProgress?.(pagesDone, pages),
  })
  const file = basename(path)
  child.on('error', () => {}) // it was ended before it was asked
  child.on('exit', (status, signal) => {
    const message =
      status === MEMORY_FULL
        ? fillsMemory(file)
        : `"${file}" can't be read: reading it ended the process (${signal ?? status}). It may be damaged; get a new copy of it.`
    close({ code: 'damaged', message })
  })
  return ask
}

/** Has it read, with a password if it wants one and somebody knows one. */
async function asked(ask: Ask<ReaderCalls>, path: string, into: string, options: ReadOptions): Promise<void> {
  const { hidden, accepted, encoding, ocr, scans, password: known } = options
  const order = { job: randomUUID(), path, into, readAs: { hidden, accepted, encoding, ocr }, scans }
  for (let password: string | undefined; ; ) {
    try {
      await ask('document.read', { ...order, password })
      return
    } catch (error) {
      const code = error instanceof CallFailure ? error.code : undefined
      if (code !== 'encrypted' && code !== 'wrong-password') throw error
      password = await known?.(code === 'wrong-password')
      if (password === undefined) throw error
    }
  }
}

/** What was thrown there. */
function asDocumentError(error: unknown): unknown {
  const code = error instanceof CallFailure && DOCUMENT_ERRORS.find((one) => one === error.code)
  return code ? new DocumentError(code, (error as Error).message) : error
}
