import type { KeyType, PlanChoice } from '../shared/ipc/plan_data'
import { type EndpointArguments, endpointArguments, recordedArgument } from './endpoint'
import { UsageError } from './exit'
import { DOCUMENT_OPTIONS, parse, type Values } from './options'
import { plannedServers, type RpcArguments, rpcArguments } from './rpc'
import { checkSeveral } from './several'
import { asked, encoding, keyType, ocr, onGpus, path, wholeNumber } from './values'

/** What the user asked for. */
export interface Arguments {
  /** A file, or a folder. */
  file: string
  /** Named after it. */
  others?: string[]
  /** All of them are asked as one. */
  together?: true
  /** What the file is compared with. */
  compare?: string
  /** Where lines of JSON go, to be taken up again. */
  out?: string
  /** Of several files: which one this is, on its lines of JSON. */
  label?: FileLabel
  questions: string[]
  /** Questions come from the input, each following up on those before. */
  chat: boolean
  /** Questions whose passages are wanted. */
  finds: string[]
  /** 1: questions are answered from the whole document at once. */
  looks?: 1 | 2
  /** The model thinks before it answers. */
  think?: true
  model?: string
  template?: string
  /** Text that can't be seen is read too. */
  hidden: boolean
  /** Tracked changes are read as if all were accepted. */
  accepted: boolean
  /** Languages that text in pictures is recognized in, or "off"; undefined: English. */
  ocr?: string
  /** A folder with data of languages that did not come along. */
  ocrData?: string
  /** How a text file is decoded, by the encoding's own name; undefined: as it looks. */
  encoding?: string
  text: boolean
  json: boolean
  trace?: string
  report?: string
  save?: string
  maxTokens?: number
  topK?: number
  seed?: number
  threads?: number
  context?: number
  gpuLayers?: number
  /** How many layers each GPU takes. */
  split?: number[]
  /** Layers whose experts stay in main memory. */
  cpuExperts?: number
  /** False: weights are copied, not mapped. */
  mapped?: boolean
  /** Type of the KV cache. */
  keys?: KeyType
  passwordFile?: string
  /** All bytes of the model's files are hashed, however many they are. */
  modelHash?: boolean
  /** The model is on another machine. */
  endpoint?: EndpointArguments
  /** Other machines compute layers of the model. */
  rpc?: RpcArguments
  /** A file with the answer that a server gave elsewhere. */
  recorded?: string
}

/** What tells a file's lines from those of others. */
export interface FileLabel {
  path: string
  /** Null where the file can't be read. */
  sha256: string | null
}

/** What `--measure-cost` takes. */
export interface CostArguments {
  json: boolean
  model?: string
  template?: string
  threads?: number
  gpuLayers?: number
  /** Deepest point, in tokens. */
  context?: number
}

/** What `--plan` takes. */
export interface PlanArguments {
  json: boolean
  model?: string
  /** A JSON file that describes another machine. */
  machine?: string
  /** Machines that are to compute layers, too: they are asked for their memory. */
  servers?: string[]
  choice: PlanChoice
}

/** What `--model-hash` takes where no document is named. */
export interface HashArguments {
  model?: string
}

export type Command =
  | { kind: 'help' }
  | { kind: 'version' }
  | { kind: 'read'; arguments: Arguments }
  | { kind: 'measure'; arguments: CostArguments }
  | { kind: 'plan'; arguments: PlanArguments }
  | { kind: 'devices'; json: boolean }
  | { kind: 'hash'; arguments: HashArguments }

/** Reads the command line. Throws UsageError. */
export function parseCommand(argv: string[]): Command {
  const { values, positionals } = parse(argv)
  if (values.help) return { kind: 'help' }
  if (values.version) return { kind: 'version' }
  if (values.plan) return { kind: 'plan', arguments: planArguments(values, positionals) }
  if (values.devices) return { kind: 'devices', json: values.json ?? false }
  if (values.machine !== undefined) throw new UsageError('--machine is for --plan; add that or leave it out')
  if (values['measure-cost']) return { kind: 'measure', arguments: costArguments(values, positionals) }
  if (values['model-hash'] && positionals.length === 0) return { kind: 'hash', arguments: hashArguments(values) }
  return { kind: 'read', arguments: checked(values, positionals) }
}

/** Measuring is about model and machine, not about a document. */
function costArguments(values: Values, positionals: string[]): CostArguments {
  if (positionals.length > 0) throw new UsageError(`--measure-cost reads no document; leave out "${positionals[0]}"`)
  for (const name of DOCUMENT_OPTIONS) {
    if (values[name] !== undefined) throw new UsageError(`--measure-cost reads no document; leave out --${name}`)
  }
  for (const name of ['split', 'cpu-experts', 'no-mmap', 'kv', 'rpc'] as const) {
    if (values[name] !== undefined) throw new UsageError(`--measure-cost doesn't know --${name}; leave it out`)
  }
  return {
    json: values.json ?? false,
    model: path(values, 'model'),
    template: path(values, 'template'),
    threads: wholeNumber(values, 'threads', 1, 1024),
    context: wholeNumber(values, 'ctx', 512, 10_000_000),
    gpuLayers: wholeNumber(values, 'gpu-layers', 0, 10_000),
  }
}

/** Planning is about model and machine; of what answering takes, only the length of an answer matters. */
function planArguments(values: Values, positionals: string[]): PlanArguments {
  if (positionals.length > 0) throw new UsageError(`--plan reads no document; leave out "${positionals[0]}"`)
  for (const name of DOCUMENT_OPTIONS) {
    if (values[name] !== undefined && name !== 'max-tokens')
      throw new UsageError(`--plan reads no document; leave out --${name}`)
  }
  return {
    json: values.json ?? false,
    model: path(values, 'model'),
    machine: path(values, 'machine'),
    servers: plannedServers(values),
    choice: {
      context: wholeNumber(values, 'ctx', 256, 10_000_000),
      keys: keyType(values),
      ...onGpus(values),
      cpuExperts: wholeNumber(values, 'cpu-experts', 0, 10_000),
      mapped: values['no-mmap'] ? false : undefined,
      threads: wholeNumber(values, 'threads', 1, 1024),
      answerTokens: wholeNumber(values, 'max-tokens', 1, 100_000),
    },
  }
}

/** Without a document the hash is all that is wanted. */
function hashArguments(values: Values): HashArguments {
  for (const name of Object.keys(values)) {
    if (name !== 'model-hash' && name !== 'model') throw new UsageError(`--${name} needs a file to read`)
  }
  return { model: path(values, 'model') }
}

function checked(values: Values, positionals: string[]): Arguments {
  const [file, ...others] = positionals
  if (!file) throw new UsageError('No file to read was named')
  const questions = asked(values, 'ask')
  const finds = asked(values, 'find')
  checkAnswers(values, questions, finds)
  checkSeveral(values, positionals)
  return {
    file,
    ...(others.length > 0 && { others }),
    ...(values.together && { together: true }),
    ...(values.compare !== undefined && { compare: path(values, 'compare') }),
    ...(values.out !== undefined && { out: path(values, 'out') }),
    questions,
    chat: values.chat ?? false,
    finds,
    looks: wholeNumber(values, 'looks', 1, 2) as 1 | 2 | undefined,
    ...(values.think && { think: true }),
    hidden: values.hidden ?? false,
    accepted: values.accepted ?? false,
    ocr: ocr(values),
    ocrData: path(values, 'ocr-data'),
    encoding: encoding(values),
    text: values.text ?? false,
    json: values.json ?? values.out !== undefined,
    model: path(values, 'model'),
    template: path(values, 'template'),
    trace: path(values, 'trace'),
    report: path(values, 'report'),
    save: path(values, 'save'),
    passwordFile: path(values, 'password-file'),
    maxTokens: wholeNumber(values, 'max-tokens', 1, 100_000),
    topK: wholeNumber(values, 'top-k', 1, 1_000_000),
    seed: wholeNumber(values, 'seed', 0, 0xffffffff),
    threads: wholeNumber(values, 'threads', 1, 1024),
    context: wholeNumber(values, 'ctx', 256, 10_000_000),
    ...onGpus(values),
    cpuExperts: wholeNumber(values, 'cpu-experts', 0, 10_000),
    mapped: values['no-mmap'] ? false : undefined,
    keys: keyType(values),
    modelHash: values['model-hash'],
    ...endpointOf(values),
  }
}

/** Options that contradict each other. */
function checkAnswers(values: Values, questions: readonly string[], finds: readonly string[]): void {
  if (values.text) {
    // these ask for what the text alone doesn't have
    for (const name of ['ask', 'chat', 'find', 'think', 'json', 'trace', 'report', 'save'] as const) {
      if (values[name] !== undefined)
        throw new UsageError(`--text prints the document's text only; leave out --${name}`)
    }
  }
  if (values.report !== undefined && questions.length > 1) {
    throw new UsageError('--report holds one answer; leave out all but one --ask')
  }
  if (values.chat && questions.length > 0) {
    throw new UsageError('--chat takes its questions from the input, a line each; leave out --ask')
  }
  if (values.chat && values.report !== undefined) {
    throw new UsageError('--report holds one answer, and --chat gives many; use --save')
  }
  const isOnlyFinding = finds.length > 0 && questions.length === 0 && !values.chat
  for (const name of isOnlyFinding ? (['trace', 'report', 'save'] as const) : []) {
    if (values[name] !== undefined) throw new UsageError(`--find answers nothing that --${name} could hold; add --ask`)
  }
}

function endpointOf(values: Values): Pick<Arguments, 'endpoint' | 'rpc' | 'recorded'> {
  const recorded = recordedArgument(values)
  if (recorded !== undefined) return { recorded }
  const endpoint = endpointArguments(values)
  const rpc = rpcArguments(values)
  if (values.text && (endpoint ?? rpc)) {
    throw new UsageError(`--text asks no model; leave out --${endpoint ? 'endpoint' : 'rpc'}`)
  }
  return { ...(endpoint && { endpoint }), ...(rpc && { rpc }) }
}
