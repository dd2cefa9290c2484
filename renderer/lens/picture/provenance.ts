import { instructionWords } from '../../app/instruction_words'
import { count } from '../../design/numbers'
import type { Subject } from '../subject'

/** Enough of a hash to tell models apart, and to be read. */
export const shortHash = (sha256: string): string => (sha256 ? `sha256 ${sha256.slice(0, 16)}` : 'sha256 not known yet')

/** "CPU AMD EPYC (AVX-512, AVX2)": of all instruction sets those that matter most. */
const deviceName = (backend: string): string =>
  backend.replace(/\((.*)\)$/, (_, all: string) => `(${instructionWords(all)})`)

/** Which run of which model a picture shows: every picture says so. */
export function provenanceOf({ result, generation }: Pick<Subject, 'result' | 'generation'>, version: string): string {
  const { name, sha256, backend, quantization } = result.model
  const by = result.version && result.version !== version ? `, answered by ${result.version}` : ''
  return [
    result.document.file,
    `${name}, ${shortHash(sha256)}`,
    `quantization ${quantization?.replaceAll(' ', '\u00a0').replaceAll(',\u00a0', ', ') ?? 'not recorded'}`,
    `top-k ${count(generation.topK)}`,
    deviceName(backend),
    `seed ${result.seed ?? 'none'}`,
    `SparseLens ${version}${by}`,
  ].join(' · ')
}
