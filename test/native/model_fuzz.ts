import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { EngineError, type EngineErrorCode } from '../../electron/engine/errors'

/**
 * Loads models whose headers were changed at random: `npx tsx test/native/model_fuzz.ts [SEED [FIRST [COUNT]]]`. Each
 * must be a model that can be used, or an error with a code and a sentence. What fails is told with its seed.
 */

export interface FuzzResult {
  seed: string
  /** How often each came: `loaded`, or an error's code. */
  outcomes: Record<string, number>
  failures: string[]
  /** Of the processes that loaded the models, in KiB. */
  peak: number
}

interface Line {
  begins?: number
  ended?: number
  how?: string[]
  loaded?: boolean
  code?: string
  message?: string
  peak?: number
}

/** A model is loaded in a moment; a machine may be busy. */
const LONGEST_MS = 120_000
/** Writable memory of a process, in KiB: what wants more gets none, and fails. */
const MOST_MEMORY = 2 * 1024 * 1024
const CHILD = join(import.meta.dirname, 'model_fuzz_child.ts')

/** A sentence says what is wrong and what to do. */
const isSentence = (message: string) => /^[^\0]{10,600}[;,] [^;]*\.$/s.test(message)

function faultOf({ loaded, code = '', message = '' }: Line): string | undefined {
  if (loaded) return undefined
  const error = new EngineError(code as EngineErrorCode, message)
  if (error.isAboutTheModel && isSentence(message)) return undefined
  return `${code}: ${message}`
}

/** Runs one child until it has done all, or ends. Returns the number to go on with. */
async function runChild(seed: string, from: number, to: number, folder: string, result: FuzzResult): Promise<number> {
  const child = spawn(
    'sh',
    [
      '-c',
      `ulimit -d ${MOST_MEMORY}; exec "$@"`,
      'sh',
      process.execPath,
      '--import',
      'tsx',
      CHILD,
      seed,
      `${from}`,
      `${to}`,
      folder,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  ) as ChildProcessByStdio<null, Readable, Readable>
  let last: Line = {}
  let said = ''
  child.stderr.on('data', (data) => {
    said = `${said}${data}`.slice(-2000)
  })
  const ended = new Promise<string>((resolve) => child.on('close', (code, signal) => resolve(`${signal ?? code}`)))
  const hangs = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS)
  for await (const text of createInterface({ input: child.stdout })) {
    hangs.refresh()
    const line = JSON.parse(text) as Line
    if (line.ended !== undefined) note(result, last, line)
    last = line
  }
  clearTimeout(hangs)
  const status = await ended
  if (status === '0') return to
  const at = last.begins ?? from
  result.failures.push(`${seed} ${at} (${last.how?.join('; ')}): ended with ${status}\n${said}`)
  return at + 1
}

function note(result: FuzzResult, { how = [] }: Line, line: Line): void {
  const outcome = line.loaded ? 'loaded' : line.code!
  result.outcomes[outcome] = (result.outcomes[outcome] ?? 0) + 1
  result.peak = Math.max(result.peak, line.peak ?? 0)
  const fault = faultOf(line)
  if (fault) result.failures.push(`${result.seed} ${line.ended} (${how.join('; ')}): ${fault}`)
}

/** Mutants `from` to `from + count` of `seed`; `onFailure` is told of each failure as it comes. */
export async function fuzzModels(
  seed: string,
  count: number,
  { from = 0, mostFailures = 5 }: { from?: number; mostFailures?: number } = {},
): Promise<FuzzResult> {
  const folder = mkdtempSync(join(tmpdir(), 'sparselens-fuzz-'))
  const result: FuzzResult = { seed, outcomes: {}, failures: [], peak: 0 }
  try {
    let next = from
    while (next < from + count && result.failures.length < mostFailures)
      next = await runChild(seed, next, from + count, folder, result)
    return result
  } finally {
    rmSync(folder, { recursive: true })
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [seed = `${Date.now()}`, from = '0', count = '1000'] = process.argv.slice(2)
  console.log(`seed ${seed}`)
  console.log(await fuzzModels(seed, Number(count), { from: Number(from), mostFailures: 100 }))
}
