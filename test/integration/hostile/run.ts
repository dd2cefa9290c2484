import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Hostile } from '../../fixtures/hostile/hostile'

export interface Outcome {
  name: string
  /** Of the text; undefined where there is none. */
  characters?: number
  code?: string
  message?: string
  /** Computed. */
  seconds: number
  /** KiB, of the process until then. */
  peak: number
}

const CHILD = join(import.meta.dirname, 'child.ts')
/** What hangs is ended; what only waits for a busy machine gets there. */
const HANGS_MS = 180_000
/** Seconds of computing. */
const LONGEST = 30
/** MiB of JavaScript; buffers come on top. */
const HEAP = 900

/** Reads files in processes of their own. One that ends a process, or hangs it, is told of as such. */
export async function readHostile(files: readonly Hostile[]): Promise<Outcome[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sparselens-hostile-'))
  try {
    for (const { name, content } of files) writeFileSync(join(folder, name), content)
    const outcomes: Outcome[] = []
    while (outcomes.length < files.length) {
      const known = new Set(outcomes.map(({ name }) => name))
      const rest = files.filter(({ name }) => !known.has(name)).map(({ name }) => join(folder, name))
      await readRest(rest, outcomes)
    }
    return outcomes
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function readRest(paths: readonly string[], outcomes: Outcome[]): Promise<void> {
  const args = [`--max-old-space-size=${HEAP}`, '--import', 'tsx', CHILD, ...paths]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  const status = new Promise<string>((resolve) => child.on('close', (code, signal) => resolve(`${signal ?? code}`)))
  let begun: string | undefined
  let timer: NodeJS.Timeout | undefined
  for await (const text of createInterface({ input: child.stdout })) {
    const { begins, ended, ...came } = JSON.parse(text)
    clearTimeout(timer)
    begun = begins
    if (begins) timer = setTimeout(() => child.kill('SIGKILL'), HANGS_MS)
    else outcomes.push({ name: ended, ...came })
  }
  clearTimeout(timer)
  const how = await status
  if (how === '0') return
  if (begun === undefined) throw new Error(`The process that reads hostile files ended with ${how}.`)
  const code = how === 'SIGKILL' ? 'hangs' : 'ends the process'
  outcomes.push({ name: begun, code, message: how, seconds: HANGS_MS / 1000, peak: 0 })
}

/** What is wrong with what came of the files: neither text nor a sentence that says what to do, or too much memory. */
export function faultsOf(outcomes: readonly Outcome[]): string[] {
  return outcomes.flatMap(({ name, characters, code, message = '', seconds, peak }) => {
    const isTold = code !== 'none' && /^[^\n]{10,400}[:;,] [^\n]+\.$/.test(message)
    if (characters === undefined && !isTold) return [`${name}: ${code}: ${message}`]
    if (seconds > LONGEST) return [`${name}: took ${seconds} s`]
    return peak > 1 << 20 ? [`${name}: the process holds ${peak} KiB`] : []
  })
}
