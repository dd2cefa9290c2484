import type { OpenModel } from '../engine/model'
import type { Work } from './generate'
import { mergeSummaries } from './merge'
import type { PartReader } from './part_reader'
import { answerStrength } from './ranking'
import { ask, type Request } from './requests'
import type { Answer, DocumentInfo, RequestOptions, RequestResult, Timings, TracedPart } from './types'

/** What one request got from one part of the document. */
export interface PartAnswer {
  part: number
  answer: Answer
  traced: TracedPart
  work: Work
}

/** Document tokens that were evaluated for the first request, and how long that took. */
export interface Reading {
  tokens: number
  seconds: number
}

export interface ResultContext {
  model: OpenModel
  reader: PartReader
  info: DocumentInfo
  retrievalLayers: Int32Array
  partTokens: number
  options: RequestOptions
}

/** One result out of the parts' answers: summaries are merged, of a question's answers the strongest is chosen. */
export async function resultOf(
  context: ResultContext,
  request: Request,
  answers: readonly PartAnswer[],
  readings: readonly Reading[],
): Promise<RequestResult> {
  const model = { ...context.model.info, sha256: await context.model.hash }
  const base = { kind: request.kind, document: context.info, model }
  if (request.kind === 'question') {
    const [best, ...others] = strongestFirst(answers, context.retrievalLayers.length)
    return {
      ...base,
      question: request.question,
      answer: best!.answer,
      others: others.map(({ part, answer }) => ({ pages: pagesOf(context.info, part), answer })),
      timings: timingsOf(answers, readings),
      traced: [best!, ...others].map(({ traced }) => traced),
    }
  }
  const merged = await merge(context, request, answers)
  return {
    ...base,
    answer: merged.answer,
    others: [],
    timings: timingsOf([...answers, ...merged.work.map((work) => ({ work }))], readings),
    traced: [...answers.map(({ traced }) => traced), ...merged.traced],
  }
}

function merge(context: ResultContext, request: Request, answers: readonly PartAnswer[]) {
  const { reader, retrievalLayers, partTokens, options } = context
  const summaries = answers.map(({ answer }) => answer)
  const summarize = () => ask(reader, request, options)
  return mergeSummaries(reader, summaries, retrievalLayers, partTokens, summarize, options.signal)
}

function strongestFirst(answers: readonly PartAnswer[], layers: number): PartAnswer[] {
  return [...answers].sort((a, b) => answerStrength(b.answer, layers) - answerStrength(a.answer, layers))
}

function pagesOf(info: DocumentInfo, part: number): [number, number] {
  const { firstPage, lastPage } = info.parts[part]!
  return [firstPage, lastPage]
}

function timingsOf(answers: readonly { work: Work }[], readings: readonly Reading[]): Timings {
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
