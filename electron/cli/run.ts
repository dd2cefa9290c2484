import { realpathSync } from 'node:fs'
import { EngineError } from '../engine/errors'
import { TraceLinesFile } from '../export/jsonl'
import { saneText } from '../shared/document/characters'
import { oneLine } from '../shared/document/one_line'
import type { SourceDocument } from '../shared/document/types'
import type { AnswerRequest, Progress } from '../shared/ipc/answer_data'
import { CostReportSchema } from '../shared/ipc/cost_data'
import { DeviceListSchema, PlanSchema } from '../shared/ipc/plan_data'
import { hashWords } from '../shared/shown/files_hash'
import { noteLine } from '../shared/shown/notes'
import type { RequestOptions, RequestResult } from '../summarize/types'
import { type Arguments, type CostArguments, type PlanArguments, parseCommand } from './arguments'
import { converse } from './chat'
import { compareFiles } from './compare'
import { costText } from './cost_text'
import { agree, endpointKey } from './endpoint'
import type { Reading } from './engine'
import { UsageError } from './exit'
import { HELP, version } from './help'
import { inputsOf } from './inputs'
import { findLine, jsonLine } from './json'
import { aboutOf, checkPlaces, keepResults, subjectOf } from './keep'
import { humanPassages, humanResult } from './layout'
import { printModelHash } from './model_hash'
import { eachFile } from './one_by_one'
import { passwordFromFile } from './password'
import { devicesText, planText } from './plan_text'
import { hashStep, jobStep, recognitionStep, stepOf } from './progress'
import { readAsOf } from './read_as'
import { agreeToMachines } from './rpc'
import { checkOneByOne } from './several'
import type { Surroundings } from './surroundings'
import { pageTexts } from './text'
import { answerTogether } from './together'

/** Passages that `--find` prints. */
const MOST_PASSAGES = 8

/** Does what the command line asks for; whatever stops it is thrown. */
export async function run(argv: string[], around: Surroundings): Promise<void> {
  const command = parseCommand(argv)
  if (command.kind === 'help') return around.output.write(HELP)
  if (command.kind === 'version') return around.output.write(`${version()}\n`)
  if (command.kind === 'measure') return measure(command.arguments, around)
  if (command.kind === 'plan') return printPlan(command.arguments, around)
  if (command.kind === 'devices') return printDevices(command, around)
  if (command.kind === 'hash') return printModelHash(command.arguments, around)
  return read(command.arguments, around).finally(() => around.engine.release())
}

/** What is asked of a file, or of several. */
async function read(args: Arguments, around: Surroundings): Promise<void> {
  const inputs = await inputsOf(args, around.engine.filesBelow)
  refuseToOverwrite(args, inputs.files)
  const needsModel = !isElsewhere(args) && !args.text && (args.compare === undefined || args.questions.length > 0)
  if (needsModel) await checkModel(args, around)
  if (needsModel && args.rpc) await agreeToMachines(args.rpc, around)
  for (const line of inputs.notes) around.note(line)
  if (args.compare !== undefined) return compareFiles(args, inputs, around, { readDocument, answer })
  if (args.together) return answerTogether(args, inputs, around, { readDocument, answer })
  if (!inputs.isFolder && inputs.files.length === 1 && args.out === undefined) return readOne(args, around)
  checkOneByOne({ ...args, chat: args.chat || undefined })
  return eachFile(args, inputs, around, readOne)
}

async function readOne(args: Arguments, around: Surroundings): Promise<void> {
  const document = await readDocument(args, around)
  if (args.text) return printText(document, around)
  await answer(document, args, around)
}

/** No model is needed here. */
const isElsewhere = ({ endpoint, recorded }: Arguments): boolean => endpoint !== undefined || recorded !== undefined

/** Nothing of a document leaves the machine before somebody was told what, and agreed. */
async function agreeToSend({ text }: SourceDocument, args: Arguments, around: Surroundings): Promise<void> {
  const address = await around.engine.describeAddress(args.endpoint!.address)
  const requests = args.chat ? undefined : requestsOf(args).map(({ kind }) => kind)
  const leaving = { ...address, hasKey: endpointKey() !== undefined, characters: text.length, requests }
  around.progress.clear()
  await agree(args.endpoint!, leaving, around)
}

async function checkModel(args: Arguments | CostArguments, { engine, note }: Surroundings): Promise<void> {
  const said = await engine.checkModel(args)
  if (said !== undefined) note(said)
}

async function measure(args: CostArguments, around: Surroundings): Promise<void> {
  const { engine, output, progress, signal, width } = around
  await checkModel(args, around)
  const report = await engine.measureCost(args, { onProgress: (step) => progress.show(jobStep(step)), signal })
  progress.clear()
  await output.write(args.json ? `${JSON.stringify(CostReportSchema.parse(report))}\n` : costText(report, width))
}

async function printPlan(args: PlanArguments, { engine, output, width }: Surroundings): Promise<void> {
  const plan = PlanSchema.parse(await engine.plan(args))
  await output.write(args.json ? `${JSON.stringify(plan)}\n` : planText(plan, width))
}

async function printDevices({ json }: { json: boolean }, { engine, output }: Surroundings): Promise<void> {
  const list = DeviceListSchema.parse({ kind: 'devices', devices: await engine.devices() })
  await output.write(json ? `${JSON.stringify(list)}\n` : devicesText(list))
}

async function readDocument(
  args: Arguments,
  { engine, progress, note, signal, ...around }: Surroundings,
): Promise<SourceDocument> {
  const { file, encoding, ocrData, passwordFile } = args
  const askPassword = passwordFile === undefined ? around.askPassword : passwordFromFile(passwordFile)
  const password =
    askPassword &&
    (async (retry: boolean) => {
      progress.clear()
      const typed = await askPassword(retry)
      signal.throwIfAborted()
      return typed
    })
  const readAs = readAsOf(args)
  const read = await engine.readDocument(file, {
    ...readAs,
    password,
    onProgress: (done, total) => progress.show({ what: 'Opening the document', done, total, unit: 'pages' }),
    onRecognize: (page, pages) => progress.show(recognitionStep(page, pages)),
    scans: { folder: ocrData },
    signal,
  })
  progress.clear()
  if (encoding && !/^(?:text|markdown|csv)$/.test(read.kind)) {
    throw new UsageError(`--encoding is for text files, and "${file}" says itself how it is written`)
  }
  // a comment is somebody's own words: nothing in it may steer a terminal
  for (const one of read.notes) note(oneLine(saneText(noteLine(one, read.pages.length))))
  return { ...read, ...(readAs && { readAs }) }
}

async function printText(document: SourceDocument, { output, signal }: Surroundings): Promise<void> {
  for (const text of pageTexts(document)) {
    signal.throwIfAborted()
    await output.write(text)
  }
}

async function answer(document: SourceDocument, args: Arguments, around: Surroundings): Promise<void> {
  if (args.endpoint) await agreeToSend(document, args, around)
  const { engine, progress, signal } = around
  // opened first: a place that can't be written to is found out before the work, not after it
  const trace = args.trace === undefined ? undefined : await TraceLinesFile.create(args.trace)
  await checkPlaces(args)
  let reading: Reading | undefined
  try {
    const onProgress = (step: Progress) => progress.show(stepOf(step))
    reading = await engine.open(document, args, { onProgress, signal })
    await find(reading, document, args, around, { onProgress, signal })
    if (isOnlyFinding(args)) return
    const results = await answersOf(reading, args, around, onProgress)
    const subject = isKept(args) ? await subjectOf(args.file, document, engine) : undefined
    for (const result of results) await trace?.write({ ...result, about: aboutOf(result, subject!, args.seed) }, signal)
    await trace?.finish()
    if (args.report ?? args.save) await keepResults({ document, args, subject: subject!, results, reading, signal })
  } finally {
    await trace?.discard() // only what wasn't finished
    await reading?.close()
  }
}

/** Answers, printed as they are there. */
async function answersOf(
  reading: Reading,
  args: Arguments,
  around: Surroundings,
  onProgress: (step: Progress) => void,
): Promise<RequestResult[]> {
  const { progress, note, signal } = around
  const { maxTokens, seed } = args
  const isHashed = args.json || args.modelHash || isKept(args)
  let printed = 0
  const printedOf = async (requests: AnswerRequest[]) => {
    const results = await reading.run(requests, { maxTokens, seed, onProgress, signal })
    progress.clear()
    const named = isHashed ? await withModelHash(results, reading, args, around) : results
    if (args.modelHash && printed === 0) note(`The model's files have the ${hashWords(named[0]!.model)}.`)
    await printResults(named, args, around, printed)
    printed += named.length
    const broken = named.find(({ remote }) => remote?.broken)?.remote?.broken
    if (broken !== undefined) throw new EngineError('endpoint-failed', broken)
    return named
  }
  if (!args.chat) return printedOf(requestsOf(args))
  return converse(around.questions(signal), args, async (request) => (await printedOf([request]))[0]!)
}

/** What other programs read names the model's files exactly; people don't wait for that. */
async function withModelHash(
  results: RequestResult[],
  reading: Reading,
  { modelHash }: Arguments,
  { progress, signal }: Surroundings,
): Promise<RequestResult[]> {
  const onProgress = (done: number, total: number) => progress.show(hashStep(done, total))
  const hash = await reading.modelHash(modelHash ? { onProgress, signal } : undefined)
  progress.clear()
  return results.map((result) => ({ ...result, model: { ...result.model, ...hash } }))
}

const isKept = ({ trace, report, save }: Arguments) => (trace ?? report ?? save) !== undefined

const isOnlyFinding = ({ finds, questions, chat }: Arguments) => finds.length > 0 && questions.length === 0 && !chat

async function find(
  reading: Reading,
  document: SourceDocument,
  { finds, json, label }: Arguments,
  around: Surroundings,
  options: RequestOptions,
) {
  if (finds.length === 0) return
  const { output, progress, width } = around
  const found = await reading.find(finds, options)
  progress.clear()
  for (const [i, question] of finds.entries()) {
    const passages = found[i]!.slice(0, MOST_PASSAGES)
    if (json) await output.write(`${findLine(question, passages, document, label)}\n`)
    else await output.write(humanPassages(document, passages, finds.length > 1 ? question : undefined, width))
  }
}

function requestsOf({ questions, looks, think }: Arguments): AnswerRequest[] {
  const how = { ...(think && { think }) }
  if (questions.length === 0) return [{ kind: 'summary', ...how }]
  return questions.map((question) => ({ kind: 'question', question, ...how, ...(looks && { looks }) }))
}

async function printResults(
  results: RequestResult[],
  { json, label }: Arguments,
  { output, width }: Surroundings,
  before: number,
) {
  for (const [i, result] of results.entries()) {
    if (json) await output.write(`${jsonLine(result, label)}\n`)
    else await output.write(`${before + i > 0 ? '\n' : ''}${humanResult(result, width)}`)
  }
}

/** A slip such as `--trace report.pdf` must not cost the report. */
function refuseToOverwrite(args: Arguments, files: readonly string[]): void {
  const { compare, model, template, passwordFile, ...outputs } = args
  for (const option of ['trace', 'report', 'save', 'out'] as const) {
    const output = outputs[option]
    for (const input of output === undefined ? [] : [...files, compare, model, template, passwordFile]) {
      if (input !== undefined && real(input) === real(output!)) {
        throw new UsageError(`--${option} would overwrite "${input}"; name another file`)
      }
    }
  }
}

function real(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}
