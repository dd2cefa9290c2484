import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'

/** How a session ends: the process alone, or the machine, which forgets what was not flushed. */
export type Ending = 'kill' | 'power loss'

const FORGETFUL = join(import.meta.dirname, 'forgetful.cpp')

/** Sessions of a program on one folder, each of which is ended. `Said`: a line of JSON of the program. */
export class Endings<Said> {
  readonly folder = mkdtempSync(join(tmpdir(), 'sparselens-ended-'))
  /** All that the program writes. */
  readonly data = join(this.folder, 'data')
  /** What was flushed, file by file, at the same path as it has. */
  private readonly flushed = join(this.folder, 'flushed')
  private readonly preload = join(this.folder, 'forgetful.so')
  /** All that sessions have said until now. */
  readonly said: Said[] = []

  /** `program`: gets the folder, writes below `data` in it, and says without end what is done. */
  constructor(
    private readonly ending: Ending,
    private readonly program: string,
  ) {
    mkdirSync(this.data)
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
    const child = spawn(process.execPath, ['--import', 'tsx', this.program, this.folder], {
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
}

export const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
