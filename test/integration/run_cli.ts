import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { type Failure, failureOf } from '../../electron/cli/exit'
import { Output } from '../../electron/cli/output'
import { realEngine } from '../../electron/cli/real_engine'
import { run } from '../../electron/cli/run'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const START = join(ROOT, 'electron', 'cli', 'start.mjs')

export interface Ended {
  status: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

export interface RunningCli {
  child: ChildProcess
  ended: Promise<Ended>
  /** Resolves once standard error holds this. */
  saw(text: RegExp): Promise<void>
}

// the user's own cache stays as it is
const environment = { ...process.env, XDG_CACHE_HOME: mkdtempSync(join(tmpdir(), 'sparselens-cache-')) }

/** Starts the command line as users do (`npm`) or as npm starts it; in a process group of its own, as a shell does. */
export function startCli(args: string[], how: 'npm' | 'node' = 'node'): RunningCli {
  const [command, ...first] = how === 'npm' ? ['npm', 'run', 'analyze', '--'] : [process.execPath, START]
  const child = spawn(command!, [...first, ...args], {
    cwd: ROOT,
    env: environment,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [stdout, stderr] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text
  })
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status, signal) => resolve({ status, signal, stdout, stderr }))
  })
  const saw = async (text: RegExp) => {
    while (!text.test(stderr)) {
      if (child.exitCode !== null) throw new Error(`ended without "${text}":\n${stderr}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  return { child, ended, saw }
}

export const runCli = (args: string[], how?: 'npm' | 'node') => startCli(args, how).ended

/** How a command line fails, found out in this process: as a process of its own each would take seconds. */
export async function failureHere(args: string[]): Promise<Failure> {
  const error = await run(args, {
    engine: realEngine,
    output: new Output(new PassThrough()),
    progress: { show: () => {}, clear: () => {} },
    note: () => {},
    async *questions() {},
    signal: new AbortController().signal,
  }).then(
    () => new Error('it did not fail'),
    (reason) => reason,
  )
  return failureOf(error)
}

/** The line that standard error ends in. */
export const lastLine = (text: string) => text.trimEnd().split('\n').at(-1) ?? ''
