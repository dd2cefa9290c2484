import type { Endpoint } from '../shared/ipc/remote_data'
import { readPrices } from '../shared/prices'
import { leavingLines } from '../shared/shown/leaving'
import { UsageError } from './exit'

/** A model on another machine, as the command line names it. */
export interface EndpointArguments extends Endpoint {
  /** `--send`: what leaves the machine was agreed to. */
  isAgreed: boolean
}

/** Where the key is taken from: arguments are seen by everybody on the machine, and files are kept. */
export const KEY_VARIABLE = 'SPARSELENS_ENDPOINT_KEY'

/** Options of a server elsewhere. */
export const OF_ENDPOINT = ['endpoint', 'send', 'ca', 'timeout', 'prices'] as const

/** Of these what `--rpc` takes too. */
const ALSO_OF_RPC = new Set<string>(['send', 'timeout'])

/** What is about a model that is here. */
const HERE = [
  'rpc',
  'model',
  'top-k',
  'threads',
  'ctx',
  'gpu-layers',
  'split',
  'cpu-experts',
  'no-mmap',
  'kv',
  'find',
  'looks',
  'think',
  'model-hash',
] as const

interface Values {
  endpoint?: string
  send?: boolean
  ca?: string
  timeout?: string
  prices?: string
  rpc?: string
  template?: string
  [name: string]: unknown
}

/** `--endpoint` and what belongs to it; undefined without. Throws UsageError. */
export function endpointArguments(values: Values): EndpointArguments | undefined {
  const { endpoint: address, send, ca, timeout, template, prices: typed } = values
  if (address === undefined) {
    for (const name of OF_ENDPOINT) {
      if (values[name] === undefined || (values.rpc !== undefined && ALSO_OF_RPC.has(name))) continue
      throw new UsageError(`--${name} is for --endpoint; add that or leave it out`)
    }
    return undefined
  }
  for (const name of HERE) {
    if (values[name] !== undefined)
      throw new UsageError(`--${name} is for a model on this machine; leave it out beside --endpoint`)
  }
  if (address === '') throw new UsageError('--endpoint needs the address of a server')
  const patience = seconds(timeout)
  const prices = typed === undefined ? undefined : readPrices(typed)
  if (typed !== undefined && !prices) {
    throw new UsageError(
      `--prices needs those of a million tokens sent and received, such as 0.28,0.42, not "${typed}"`,
    )
  }
  return {
    address,
    isAgreed: send ?? false,
    ...(ca !== undefined && { ca }),
    ...(template !== undefined && { template }),
    ...(patience !== undefined && { patience }),
    ...(prices && { prices }),
  }
}

/** `--timeout`; undefined without. Throws UsageError. */
export function seconds(timeout: string | undefined): number | undefined {
  const number = timeout === undefined ? undefined : Number(timeout)
  if (number === undefined || (Number.isInteger(number) && number >= 1 && number <= 86_400)) return number
  throw new UsageError(`--timeout needs a whole number of seconds from 1 to 86400, not "${timeout}"`)
}

/** `--import`; undefined without. Throws UsageError. */
export function recordedArgument(values: Values): string | undefined {
  const path = values.import
  if (path === undefined) return undefined
  if (typeof path !== 'string' || path === '') throw new UsageError('--import needs the file of a recorded answer')
  for (const name of [...HERE, ...OF_ENDPOINT, 'template', 'ask', 'chat', 'max-tokens', 'text']) {
    if (values[name] !== undefined) throw new UsageError(`--import takes the answer from a file; leave out --${name}`)
  }
  return path
}

/** Undefined without one. */
export const endpointKey = (environment = process.env): string | undefined => environment[KEY_VARIABLE] || undefined

/** What would leave the machine, in lines, and where it would go. */
interface Leaving {
  lines: readonly string[]
  to: string
  question: string
  isAgreed: boolean
}

interface Asking {
  note(line: string): void
  confirm?: (question: string) => Promise<boolean>
}

/** Tells what would leave the machine, and goes on only where that was agreed to. Throws UsageError. */
export async function agreeTo({ lines, to, question, isAgreed }: Leaving, { note, confirm }: Asking): Promise<void> {
  for (const line of lines) note(line)
  if (isAgreed) return
  if (!confirm) throw new UsageError(`Nothing was sent to ${to}: add --send if this may leave the machine`)
  if (!(await confirm(`${question} [y/N] `))) throw new UsageError('Nothing was sent')
}

/** The same of documents that go to a server. */
export const agree = (
  { isAgreed }: EndpointArguments,
  leaving: Parameters<typeof leavingLines>[0],
  asking: Asking,
): Promise<void> => agreeTo({ lines: leavingLines(leaving), to: leaving.host, question: 'Send it?', isAgreed }, asking)
