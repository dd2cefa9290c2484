import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { Library } from '../../../electron/library/store'
import type { Said } from './session'

/** How a session ends: the process alone, or the machine, which forgets what was not flushed. */
export type Ending = 'kill' | 'power loss'

const SESSION = join(import.meta.dirname, 'session.ts')
const FORGETFUL = join(import.meta.dirname, 'forgetful.cpp')

export class Endings {
  readonly folder = mkdtempSync(join(tmpdir(), 'sparselens-ended-'))
  private readonly data = join(this.folder, 'data')
  /** What was flushed, file by file, at the same path as it has. */
  private readonly flushed = join(this.folder, 'flushed')
  private readonly preload = join(this.folder, 'forgetful.so')
  /** All that sessions have said until now. */
  readonly said: Said[] = []

  constructor(private readonly ending: Ending) {
    if (ending === 'power loss') {
      execFileSync('c++', ['-shared', '-fPIC', '-O1', '-o', this.preload, FORGETFUL, '-ldl'])
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** Runs a session until it has said `lines`, and ends it about `ms` later. */
  async run(lines: number, ms: number): Promise<void> {
    const forget = { LD_PRELOAD: this.preload, FORGETFUL_OF: this.data, FORGETFUL_KEPT: this.flushed }
    const child = spawn(process.execPath, ['--import', 'tsx', SESSION, this.folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
      // fsync by io_uring would pass by a preloaded library
      env: { ...process.env, UV_USE_IO_URING: '0', ...(this.ending === 'power loss' && forget) },
    })
    const ended = new Promise((resolve) => child.once('close', (_status, signal) => resolve(signal)))
    let count = 0
    for await (const line of createInterface({ input: child.stdout })) {
      this.said.push(JSON.parse(line))
      if (++count === lines) void pause(ms).then(() => child.kill('SIGKILL'))
    }
    if ((await ended) !== 'SIGKILL') throw new Error('The session ended by itself.')
    if (this.ending === 'power loss') this.forget()
  }

  /** Leaves of every file what was flushed of it last: nothing, of one that never was. */
  private forget(): void {
    for (const path of filesBelow(this.data)) {
      const kept = join(this.flushed, path)
      mkdirSync(dirname(kept), { recursive: true })
      let content = Buffer.alloc(0)
      try {
        content = readFileSync(kept)
      } catch {
        // it never was
      }
      writeFileSync(path, content)
    }
  }

  /** What is wrong with the library: what was said to be done and isn't there, and what is there but not whole. */
  async faults(): Promise<string[]> {
    const problems: string[] = []
    const library = await Library.open(this.data, ({ message }) => problems.push(message))
    try {
      return [...problems, ...this.lost(library), ...broken(library)]
    } finally {
      library.close()
    }
  }

  private lost(library: Library): string[] {
    const { settings, answers } = library
    const texts = new Map(library.list().map(({ id }) => [id, readFileSync(library.source(id)!, 'utf8')]))
    return this.said
      .filter((said) => {
        if ('setting' in said) return (settings.read('round', z.number()) ?? 0) < said.setting
        if (!('answer' in said)) return texts.get(said.document) !== said.text
        const answer = answers.get(said.answer)
        return !answer?.text.startsWith(said.text) || (said.isDone && answer.state !== 'done')
      })
      .map((said) => `lost: ${JSON.stringify(said).slice(0, 120)}`)
  }
}

/** Documents that the library lists but that are not as they were taken in. */
function broken(library: Library): string[] {
  return library.list().flatMap(({ id }) => {
    const source = readFileSync(library.source(id)!)
    const text = readFileSync(library.files.text(id), 'utf8')
    const sha256 = createHash('sha256').update(source).digest('hex')
    const isWhole = sha256 === library.sha256(id) && JSON.parse(text).text === source.toString()
    return isWhole ? [] : [`not whole: ${id}`]
  })
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
