import { parseArgs } from 'node:util'
import { OF_ENDPOINT } from './endpoint'
import { UsageError } from './exit'

const OPTIONS = {
  ask: { type: 'string', multiple: true },
  chat: { type: 'boolean' },
  find: { type: 'string', multiple: true },
  looks: { type: 'string' },
  think: { type: 'boolean' },
  model: { type: 'string' },
  template: { type: 'string' },
  hidden: { type: 'boolean' },
  accepted: { type: 'boolean' },
  ocr: { type: 'string' },
  'ocr-data': { type: 'string' },
  encoding: { type: 'string' },
  text: { type: 'boolean' },
  json: { type: 'boolean' },
  trace: { type: 'string' },
  report: { type: 'string' },
  save: { type: 'string' },
  'max-tokens': { type: 'string' },
  'top-k': { type: 'string' },
  seed: { type: 'string' },
  threads: { type: 'string' },
  ctx: { type: 'string' },
  'gpu-layers': { type: 'string' },
  split: { type: 'string' },
  'cpu-experts': { type: 'string' },
  'no-mmap': { type: 'boolean' },
  'password-file': { type: 'string' },
  'measure-cost': { type: 'boolean' },
  plan: { type: 'boolean' },
  devices: { type: 'boolean' },
  machine: { type: 'string' },
  kv: { type: 'string' },
  'model-hash': { type: 'boolean' },
  together: { type: 'boolean' },
  compare: { type: 'string' },
  out: { type: 'string' },
  endpoint: { type: 'string' },
  send: { type: 'boolean' },
  ca: { type: 'string' },
  timeout: { type: 'string' },
  prices: { type: 'string' },
  import: { type: 'string' },
  rpc: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const

/** What stood on the command line, by option. */
export type Values = ReturnType<typeof parse>['values']

/** Throws UsageError. */
export function parse(argv: string[]) {
  try {
    return parseArgs({ args: argv, options: OPTIONS, allowPositionals: true, strict: true })
  } catch (error) {
    // Node's messages go on with advice about `--`; the first sentence says what is wrong
    const { message } = error as Error
    const ambiguous = /^Option '(?:-\w, )?(--[\w-]+).* is ambiguous/.exec(message)
    if (ambiguous) throw new UsageError(`${ambiguous[1]} needs a value that doesn't begin with "-"`, { cause: error })
    const [what] = message.split(/\.\s|\.$|\n/)
    throw new UsageError(what, { cause: error })
  }
}

/** Those that are about a document or what is asked of it. */
export const DOCUMENT_OPTIONS = [
  'ask',
  'chat',
  'find',
  'looks',
  'think',
  'hidden',
  'accepted',
  'ocr',
  'ocr-data',
  'encoding',
  'text',
  'trace',
  'max-tokens',
  'top-k',
  'seed',
  'password-file',
  'model-hash',
  'together',
  'compare',
  'out',
  ...OF_ENDPOINT,
  'import',
] as const
