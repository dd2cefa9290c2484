import { createInterface } from 'node:readline/promises'
import { questionLines } from './chat'
import { EXIT, type Failure, failureOf } from './exit'
import { exitCancelled, onInterrupt } from './interrupt'
import { Output, OutputClosed } from './output'
import { passwordFromTerminal } from './password'
import { ProgressDisplay } from './progress_display'
import { realEngine } from './real_engine'
import { run } from './run'

/** Runs the command line in this process and ends the process with its exit status. */
export async function main(argv = process.argv.slice(2)): Promise<never> {
  const cancel = new AbortController()
  const progress = new ProgressDisplay(process.stderr)
  const output = new Output(process.stdout)
  const exitNow = () => {
    progress.clear()
    exitCancelled()
  }
  onInterrupt(cancel, exitNow)
  process.stderr.on('error', () => {}) // nobody reads it: no reason to stop
  for (const event of ['uncaughtException', 'unhandledRejection']) {
    process.on(event, (error) => end(progress, failureOf(error)))
  }
  try {
    await run(argv, {
      engine: realEngine,
      output,
      width: process.stdout.isTTY ? Math.min(process.stdout.columns || 80, 100) : undefined,
      progress,
      note: (line) => process.stderr.write(`${line}\n`),
      questions: (signal) => questionLines(process.stdin, (text) => process.stderr.write(text), signal),
      askPassword: canAsk() ? terminalPassword(cancel) : undefined,
      confirm: canAsk() ? (question) => confirmed(question, cancel.signal) : undefined,
      signal: AbortSignal.any([cancel.signal, output.signal]),
    })
    // a Ctrl-C that came too late to stop anything
    return process.exit(EXIT.done)
  } catch (error) {
    if (error instanceof OutputClosed || output.signal.reason instanceof OutputClosed) return process.exit(EXIT.done)
    const cancelled: Failure = { status: EXIT.cancelled, line: 'Cancelled.' }
    return end(progress, cancel.signal.aborted ? cancelled : failureOf(error))
  }
}

function end(progress: ProgressDisplay, { status, line }: Failure): never {
  progress.clear()
  process.stderr.write(`${line}\n`)
  process.exit(status)
}

function canAsk(): boolean {
  return Boolean(process.stdin.isTTY && process.stderr.isTTY)
}

async function confirmed(question: string, signal: AbortSignal): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^y(?:es)?$/i.test((await lines.question(question, { signal })).trim())
  } finally {
    lines.close()
  }
}

function terminalPassword(cancel: AbortController) {
  return passwordFromTerminal({
    input: process.stdin,
    write: (text) => process.stderr.write(text),
    interrupt: () => cancel.abort(),
  })
}
