import { version } from '../../package.json'
import { counted } from '../shared/shown/numbers'
import type { Arguments, FileLabel } from './arguments'
import type { Engine } from './engine'
import { EXIT, type Failure, failureOf, SomeFailed } from './exit'
import type { Inputs } from './inputs'
import { failureLine } from './json'
import { LinesFile } from './lines_file'
import { OutputClosed } from './output'
import { readAsOf } from './read_as'
import type { Run } from './schema'
import { ofFile, placeOf, type Surroundings } from './surroundings'

/** Does with one file what the command line asks for. */
export type DoFile = (args: Arguments, around: Surroundings) => Promise<void>

/**
 * Many files, one after the other. One that can't be done doesn't stop the others: it gets a line that says why, and at
 * the end SomeFailed is thrown. With `--out` what was done before is left as it is.
 */
export async function eachFile(
  args: Arguments,
  { files }: Inputs,
  around: Surroundings,
  doFile: DoFile,
): Promise<void> {
  const lines = args.out === undefined ? undefined : await LinesFile.open(args.out, runOf(args), linesOfEach(args))
  const failed: string[] = []
  let before = 0
  for (const [i, path] of files.entries()) {
    around.signal.throwIfAborted()
    const label = await labelOf(path, around.engine)
    if (lines?.isDone(label)) {
      before++
      continue
    }
    const stopped = stoppedAt(i, files, lines !== undefined)
    const rpc = args.rpc && { ...args.rpc, ifLost: stopped }
    const one = { args: { ...args, rpc }, path, label, place: placeOf(i, files) }
    const { text, failure } = await outcome(one, around, doFile).catch((error) => {
      if (lines) around.note(stopped)
      throw error
    })
    if (failure) failed.push(path)
    if (lines) await lines.add(label, text)
    else await around.output.write(text)
  }
  const done = files.length - failed.length
  around.note(
    `${done} of ${counted(files.length, 'file')} ${done === 1 ? 'is' : 'are'} done${before > 0 ? `, ${before} of them before` : ''}.`,
  )
  if (failed.length > 0)
    throw new SomeFailed(`${counted(failed.length, 'file')} could not be done: ${failed.join(', ')}`)
}

/** What is said where the program ends before all is done. */
const stoppedAt = (i: number, files: readonly string[], hasLines: boolean): string =>
  `Stopped at file ${i + 1} of ${files.length}${
    hasLines
      ? ': run the same command again to go on.'
      : `, ${files[i]}: what comes from it on is not done; with --out OUT the same command goes on where it stopped.`
  }`

interface OneFile {
  args: Arguments
  path: string
  label: FileLabel
  /** Among all of them. */
  place: string
}

/** All that is printed about a file. Throws what ends everything. */
async function outcome(
  { args, path, label, place }: OneFile,
  around: Surroundings,
  doFile: DoFile,
): Promise<{ text: string; failure?: Failure }> {
  const { json, others: _, ...rest } = args
  const printed: string[] = json ? [] : [`== ${path}\n`]
  const its: Surroundings = {
    ...ofFile(around, path, place),
    // nobody sits beside it
    askPassword: undefined,
    output: { write: async (text) => void printed.push(text) },
  }
  const end = json ? '' : '\n'
  try {
    await doFile({ ...rest, json, file: path, label }, its)
    return { text: printed.join('') + end }
  } catch (error) {
    const failure = failureOf(error)
    if (endsAll(error, failure, around.signal)) throw error
    around.progress.clear()
    its.note(failure.line)
    // what was answered before it failed isn't all
    return { text: json ? `${failureLine(label, failure)}\n` : `${printed[0]}${failure.line}\n${end}`, failure }
  }
}

/** The next file would fare no better. */
const endsAll = (error: unknown, { status }: Failure, signal: AbortSignal): boolean =>
  signal.aborted || error instanceof OutputClosed || status === EXIT.cancelled || status === EXIT.model

async function labelOf(path: string, engine: Engine): Promise<FileLabel> {
  const sha256 = await engine.hash(path).then(
    (found) => found.sha256,
    () => null,
  )
  return { path, sha256 }
}

/** Answers and lists of passages that a file has. */
const linesOfEach = ({ questions, finds }: Arguments): number =>
  finds.length + (questions.length || (finds.length > 0 ? 0 : 1))

function runOf(args: Arguments): Run {
  const { questions, finds, looks, think, model, template, endpoint, maxTokens, topK, seed, context } = args
  const given = {
    looks,
    think,
    ...readAsOf(args),
    model,
    template,
    endpoint: endpoint?.address,
    maxTokens,
    topK,
    seed,
    context,
  }
  const options = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  return { questions, finds, options: options as Run['options'], version }
}
