import { readAsWords } from '../shared/document/read_as'
import type { ReadAs } from '../shared/document/types'
import type { AnswerRequest, AnswerResult, Review } from '../shared/ipc/answer_data'
import type { ExportedAnswer, ExportSubject } from '../shared/ipc/export_data'
import type { Remote } from '../shared/ipc/remote_data'
import { computedWords } from '../shared/shown/computed'
import { writtenHash } from '../shared/shown/files_hash'
import { serversSentence } from '../shared/shown/leaving_rpc'
import { isOfMass } from '../shared/shown/measure'

/** Where an export comes from: every export says all of it. */
export interface Provenance {
  document: { file: string; sha256: string; pages: number; readAs?: ReadAs; tokens?: number; coverage?: number }
  request: AnswerRequest
  /** Absent for an answer that ended before it had a result. */
  model?: Omit<AnswerResult['model'], 'builtIn' | 'calibrated' | 'sha256'> & { sha256: string | null }
  /** Of a model on another machine. */
  remote?: AnswerResult['remote']
  /** Positions that entered attention at most, per token and layer. */
  topK?: number
  /** What computed indexers and attention; older answers don't say. */
  computed?: AnswerResult['computed']
  /** What a reader ticked and noted, sentence by sentence. */
  reviews?: { sentence: string; verified: boolean; note: string; at: string }[]
  sampling: 'greedy'
  seed: number | null
  answered: { at: string; by?: string }
  exported: { at: string; by: string }
}

export function provenanceOf(subject: ExportSubject, answer: ExportedAnswer): Provenance {
  const { document, sha256, version, date } = subject
  const { file, pages, readAs } = document
  const { result, request, createdAt } = answer
  const read = result && { tokens: result.document.tokens, coverage: result.document.coverage }
  return {
    document: { file, sha256, pages, ...(readAs && { readAs }), ...read },
    request,
    ...(result && { model: modelOf(result), topK: topKOf(result), computed: result.computed }),
    ...(answer.reviews && { reviews: answer.reviews.map(reviewIn(answer)) }),
    ...(result?.remote && { remote: result.remote }),
    sampling: 'greedy',
    seed: answer.seed ?? result?.seed ?? null,
    answered: { at: new Date(createdAt).toISOString(), by: result?.version },
    exported: { at: new Date(date).toISOString(), by: version },
  }
}

const reviewIn =
  ({ sentences }: ExportedAnswer) =>
  ({ sentence, verified, note, at }: Review) => ({
    sentence: sentences[sentence]?.text ?? '',
    verified,
    note,
    at: new Date(at).toISOString(),
  })

/** A hash may not be known yet; of a huge model there are samples. */
function modelOf({ model }: AnswerResult): Provenance['model'] {
  const { builtIn: _, calibrated: __, sha256: ___, sampledSha256: ____, ...rest } = model
  return { ...rest, ...writtenHash(model) }
}

const topKOf = ({ generations, main, model }: AnswerResult): number => generations[main]?.topK ?? model.topK

export interface Fact {
  name: string
  value: string
}

/** The same for people. */
export function factsOf({ document, model, remote, topK, computed, seed, answered, exported }: Provenance): Fact[] {
  const facts: Fact[] = [
    { name: 'Document', value: `${document.file}, ${sizeOf(document)}` },
    { name: 'Document sha256', value: document.sha256 },
  ]
  if (document.coverage !== undefined) facts.push({ name: 'Read', value: `${share(document.coverage)} of its tokens` })
  if (remote) facts.push(...remoteFacts(remote))
  if (model?.servers) facts.push({ name: 'Remote', value: serversSentence(model.servers) })
  if (model) {
    facts.push(
      { name: 'Model', value: `${model.name} (${model.architecture}, ${count(model.layers, 'layer')})` },
      ...(remote ? [] : hashFacts(model)),
      ...(remote ? [] : [{ name: 'Quantization', value: model.quantization ?? 'not recorded' }]),
      isOfMass(model)
        ? { name: 'Attention', value: `every token enters; kept are the ${number(topK!)} with the most mass` }
        : { name: 'Top-k', value: `at most ${number(topK!)} tokens enter attention per token and layer` },
      { name: 'Backend', value: model.backend },
      ...(computed?.length ? [{ name: 'Computed by', value: computedWords(computed) }] : []),
    )
  }
  const seeded = seed === null ? 'seed none' : `seed ${seed}, which changes nothing then`
  facts.push(
    { name: 'Sampling', value: `the likeliest token each time; ${seeded}` },
    { name: 'Asked', value: `on ${day(answered.at)}${answered.by ? `, SparseLens ${answered.by}` : ''}` },
    { name: 'Exported', value: `on ${day(exported.at)}, SparseLens ${exported.by}` },
  )
  return facts
}

/** That the answer was given elsewhere stands before everything else of the model. */
function remoteFacts({ host, server, version, sentTokens, receivedTokens, noLens }: Remote): Fact[] {
  const went = `${count(sentTokens, 'token')} went there, ${count(receivedTokens, 'token')} came back`
  return [
    { name: 'Remote', value: `answered by ${server}${version ? ` ${version}` : ''} at ${host}; ${went}` },
    ...(noLens ? [{ name: 'Lens', value: noLens }] : []),
  ]
}

/** Each hash by its own name. */
function hashFacts({ sha256, sampledSha256 }: NonNullable<Provenance['model']>): Fact[] {
  const sampled = { name: 'Model sampled-sha256', value: `${sampledSha256} (header, sizes and sampled blocks)` }
  const whole = { name: 'Model sha256', value: sha256 ?? 'not known yet' }
  if (!sampledSha256) return [whole]
  return sha256 ? [whole, sampled] : [sampled]
}

const sizeOf = ({ pages, tokens, readAs }: Provenance['document']): string =>
  [
    count(pages, 'page'),
    ...(tokens === undefined ? [] : [count(tokens, 'token')]),
    ...(readAs ? [`read ${readAsWords(readAs)}`] : []),
  ].join(', ')

/** Never "100%" for what isn't all of it. */
export const share = (coverage: number): string =>
  `${coverage < 1 ? Math.min(99.9, Math.floor(coverage * 1000) / 10) : 100}%`

const number = (n: number): string => n.toLocaleString('en-US')
export const count = (n: number, thing: string): string => `${number(n)} ${thing}${n === 1 ? '' : 's'}`
const day = (date: string): string => date.slice(0, 10)
/** Of milliseconds since 1970. */
export const dayOf = (at: number): string => day(new Date(at).toISOString())
