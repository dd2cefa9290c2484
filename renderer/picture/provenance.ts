import type { AnswerResult, Generation } from '../../electron/shared/ipc/answer_data'
import { shortHash } from '../../electron/shared/shown/files_hash'
import { count } from '../../electron/shared/shown/numbers'
import { instructionWords } from '../words/instruction_words'

/** "CPU AMD EPYC (AVX-512, AVX2)": of all instruction sets those that matter most. */
const deviceName = (backend: string): string =>
  backend.replace(/\((.*)\)$/, (_, all: string) => `(${instructionWords(all)})`)

/** An answer's text, with all that is known of how it came about. */
export interface RunFacts {
  result: AnswerResult
  generation: Generation
}

/** Which run of which model a picture shows: every picture says so. */
export const provenanceOf = (run: RunFacts, version: string): string => provenanceOfMany([run], version)

/** Of a picture over many: what they have in common once, what differs in turn. */
export function provenanceOfMany(runs: readonly RunFacts[], version: string): string {
  const each = (of: (run: RunFacts) => string) => [...new Set(runs.map(of))].join(', ')
  return [
    filesOf(runs),
    each(({ result: { model } }) => `${model.name}, ${shortHash(model)}`),
    `quantization ${each(({ result }) => result.model.quantization?.replaceAll(' ', '\u00a0').replaceAll(',\u00a0', ', ') ?? 'not recorded')}`,
    `top-k ${each(({ generation }) => count(generation.topK))}`,
    each(({ result }) => deviceName(result.model.backend)),
    `seed ${each(({ result }) => String(result.seed ?? 'none'))}`,
    `SparseLens ${version}${answeredBy(runs, version)}`,
  ].join(' · ')
}

/** Files that are named; of more there is the number. */
const NAMED = 5

function filesOf(runs: readonly RunFacts[]): string {
  const files = [...new Set(runs.map(({ result }) => result.document.file))]
  const more = files.length - NAMED
  return more > 0 ? `${files.slice(0, NAMED).join(', ')} and ${count(more)} more` : files.join(', ')
}

/** The versions that answered, where they are others than this one. */
function answeredBy(runs: readonly RunFacts[], version: string): string {
  const others = new Set(runs.flatMap(({ result }) => result.version ?? []).filter((one) => one !== version))
  return others.size > 0 ? `, answered by ${[...others].join(', ')}` : ''
}
