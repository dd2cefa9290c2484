import type { FilesHash } from '../../../electron/shared/ipc/answer_data'
import type { Fit, ModelCard, ModelEntry } from '../../../electron/shared/ipc/model_data'
import { hashWords, isHashed } from '../../../electron/shared/shown/files_hash'
import { bytes, count, counted } from '../../../electron/shared/shown/numbers'

/** What a model's card says, in words. */

const LICENCES: Record<string, string> = { mit: 'MIT', 'apache-2.0': 'Apache 2.0' }

export interface Fact {
  name: string
  value: string
}

export function factsOf(card: ModelCard): Fact[] {
  return [
    { name: 'Weights', value: weightsWords(card.parameters) },
    { name: 'Size', value: `${bytes(card.bytes)} in ${counted(card.files, 'file')}` },
    { name: 'Stored as', value: card.quantization },
    { name: 'Architecture', value: card.architecture },
    { name: 'Layers', value: count(card.layers) },
    { name: 'Context', value: counted(card.contextLength, 'token') },
    ...indexerFacts(card),
    { name: 'Licence', value: licenceWords(card.license) },
  ]
}

function indexerFacts({ indexerHeads, indexerDim, topK, unit, unitTokens = 1, limits = [] }: ModelCard): Fact[] {
  const off = limits.map(({ reason }) => ({ name: 'Not with this model', value: reason }))
  if (unit === '') return [{ name: 'Indexer', value: 'None: everything enters attention' }, ...off]
  const whole = unit === 'block' ? 'blocks' : 'keys that stand for'
  const units = unit ? `, in ${whole} of ${count(unitTokens)}`.replace('for of', 'for') : ''
  return [
    { name: 'Indexer', value: `${counted(indexerHeads, 'head')} of ${count(indexerDim)} dims` },
    { name: 'Top-k', value: `${counted(topK, 'token')} enter attention${units}` },
    ...off,
  ]
}

/** "223 million", "671 billion" */
export const weightsWords = (n: number): string =>
  n >= 1e9 ? `${Number((n / 1e9).toPrecision(3))} billion` : `${Math.max(1, Math.round(n / 1e6))} million`

const licenceWords = (license: string | undefined): string =>
  license === undefined ? 'The file doesn’t say' : (LICENCES[license.toLowerCase()] ?? license)

/** Whether it is of use on this computer. */
export const fitWords = ({ fits, neededBytes, memoryBytes }: Fit): string =>
  fits
    ? `Fits this computer: it needs about ${bytes(neededBytes)} of its ${bytes(memoryBytes)} of memory.`
    : `Too large for this computer: it needs about ${bytes(neededBytes)} of memory, and there are ${bytes(memoryBytes)}. It would be read from the disk again and again, and be too slow to be of use.`

/** What must be said of it before anything else. */
export function stateWords({ state, problem, note, path }: ModelEntry): string | undefined {
  if (state === 'missing') return `The file isn’t at ${path} any more. Nothing else of it is lost: look for it.`
  return problem?.message ?? note
}

/** What tells its files apart, and what that is. */
export function identityWords(hash: FilesHash | undefined): string {
  if (!hash || !isHashed(hash)) return 'Its files were not hashed yet.'
  if (hash.sha256) return `${hashWords(hash)} (all bytes of its files)`
  return `${hashWords(hash)} (sizes, header and samples of its files: enough to tell models apart, no proof that all bytes are right)`
}

/** What hashing all bytes is good for. */
export const hashingWords = (files: number): string =>
  files === 1
    ? 'To compare with the sha256 that its publisher names. It reads the whole file once.'
    : 'One sha256 over all parts, one after the other. It reads all of them once.'

export const fileName = (path: string): string => path.replace(/^.*[/\\]/, '')
