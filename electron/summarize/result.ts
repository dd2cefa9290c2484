import type { OpenModel } from '../engine/model'
import type { AnswerRequest, DocumentInfo, Timings } from '../shared/ipc/answer_data'
import type { Work } from './generate'
import { mergeSummaries } from './merge'
import type { PartReader } from './part_reader'
import { answerStrength } from './ranking'
import type { GeneratedAnswer } from './telling'
import type { RequestOptions, RequestResult } from './types'

/** Document tokens that were evaluated for the first request, and how long that took. */
export interface Reading {
  tokens: number
  seconds: number
}

export interface ResultContext {
  model: OpenModel
  reader: PartReader
  /** Of the parts that were read. */
  info: DocumentInfo
  retrievalLayers: Int32Array
  partTokens: number
  options: RequestOptions
  /** True if parts are missing, or the last answer's end. */
  cancelled: boolean
}

/** One result out of the parts' answers: summaries are merged, of a question's answers the strongest is chosen. */
export async function resultOf(
  context: ResultContext,
  request: AnswerRequest,
  answers: readonly GeneratedAnswer[],
  readings: readonly Reading[],
): Promise<RequestResult> {
  const model = { ...context.model.info, ...context.model.hash.known }
  const base = { kind: request.kind, document: context.info, model }
  if (request.kind === 'question') {
    const [best, ...others] = strongestFirst(answers, context.retrievalLayers.length)
    return finished(answers, best!, context.cancelled, {
      ...base,
      question: request.question,
      others: others.map((part) => ({ pages: pagesOf(context.info, part), answer: answers[part]!.answer })),
      timings: timingsOf(answers, readings),
      traced: [best!, ...others].map((part) => answers[part]!.traced),
      ranking: others,
    })
  }
  const { merges, cancelled } = await merge(context, request, answers)
  const all = [...answers, ...merges]
  return finished(all, all.length - 1, cancelled, {
    ...base,
    others: [],
    timings: timingsOf(all, readings),
    traced: all.map(({ traced }) => traced),
    ranking: [],
  })
}

/** The result around the answer; what is missing from it makes a cancelled one of it. */
function finished(
  all: readonly GeneratedAnswer[],
  main: number,
  cancelled: boolean,
  rest: Omit<RequestResult, 'answer' | 'generations' | 'main'>,
): RequestResult {
  const generations = all.map(({ generation }) => generation)
  const answer = cancelled ? { ...all[main]!.answer, stopped: 'cancelled' as const } : all[main]!.answer
  generations[main] = { ...generations[main]!, answer }
  return { ...rest, answer, generations, main }
}

async function merge(context: ResultContext, request: AnswerRequest, answers: readonly GeneratedAnswer[]) {
  if (context.cancelled) return { merges: [], cancelled: true }
  const { reader, retrievalLayers, partTokens: room, options } = context
  const summaries = answers.map(({ answer }, index) => ({ answer, index }))
  return mergeSummaries({ reader, request, options, retrievalLayers, room }, summaries)
}

/** Indices of answers. */
function strongestFirst(answers: readonly GeneratedAnswer[], layers: number): number[] {
  const strength = answers.map(({ answer }) => answerStrength(answer, layers))
  return answers.map((_, part) => part).sort((a, b) => strength[b]! - strength[a]!)
}

function pagesOf(info: DocumentInfo, part: number): [number, number] {
  const { firstPage, lastPage } = info.parts[part]!
  return [firstPage, lastPage]
}

export function timingsOf(answers: readonly { work: Work }[], readings: readonly Reading[]): Timings {
  const sum = (numbers: number[]) => numbers.reduce((total, n) => total + n, 0)
  const works = answers.map(({ work }) => work)
  const promptTokens = sum([...readings.map((r) => r.tokens), ...works.map((w) => w.promptTokens)])
  const promptSeconds = sum([...readings.map((r) => r.seconds), ...works.map((w) => w.promptSeconds)])
  const answerTokens = sum(works.map((w) => w.answerTokens))
  const answerSeconds = sum(works.map((w) => w.answerSeconds))
  const perSecond = (tokens: number, seconds: number) => (seconds > 0 ? tokens / seconds : 0)
  return {
    prefillTokensPerSecond: perSecond(promptTokens, promptSeconds),
    decodeTokensPerSecond: perSecond(answerTokens, answerSeconds),
    evaluatedTokens: promptTokens + answerTokens,
    seconds: promptSeconds + answerSeconds,
  }
}
