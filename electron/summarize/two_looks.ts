import { EngineError } from '../engine/errors'
import type { OpenModel } from '../engine/model'
import type { Alignment } from '../shared/document/alignment'
import { passagesOf } from '../shared/document/passages'
import type { AnswerRequest, DocumentInfo, Passage } from '../shared/ipc/answer_data'
import { isFromFew } from '../shared/support'
import { supportByAbsence } from './absence'
import { explained } from './answer'
import { followed, type Recalled } from './conversation'
import {
  bestExplained,
  bestFirst,
  chooseExcerpts,
  excerptBudget,
  type ReadableExcerpts,
  readableExcerpts,
} from './excerpts'
import type { FirstLook } from './first_look'
import { isSaid } from './found'
import { keyPassages, mostTelling } from './key_passages'
import { type PartReader, tokenIds } from './part_reader'
import { type Reading, timingsOf } from './result'
import { type GeneratedAnswer, generateAnswer } from './telling'
import type { RequestOptions, RequestResult } from './types'
import { weighed } from './weighing'

export type Question = Extract<AnswerRequest, { kind: 'question' }>

/** True of what is answered from excerpts. */
export const isTwoLooks = (request: AnswerRequest): request is Question =>
  request.kind === 'question' && request.looks !== 1

/** True of what is answered from excerpts that somebody chose: nothing else need be read for it. */
export const isChosen = (request: AnswerRequest): boolean => isTwoLooks(request) && request.excerpts !== undefined

/** What the second look needs: a reader of its own, so that the document stays in the other one's KV cache. */
export interface SecondLookContext {
  model: OpenModel
  document: Alignment
  reader: PartReader
  retrievalLayers: Int32Array
  /** Of the parts that were looked through. */
  info: DocumentInfo
  /** What may be key passages, if the question asks for the whole document: it is answered from these. */
  telling: readonly Passage[]
  /** What the question follows up on. */
  recalled: Recalled
  options: RequestOptions
}

/** Positions beside the excerpts: a question and its answer. */
const ROOM = 256

/** How many passages a first look tells of. */
const NEAREST = 8

/** Reads the best of what the first looks found again, or what the request names, and answers from that alone. */
export async function secondLook(
  context: SecondLookContext,
  request: Question,
  looks: readonly FirstLook[],
  readings: readonly Reading[],
): Promise<RequestResult> {
  const { model, options, info } = context
  const { ranked, excerpts, said, work: finding } = await choose(context, request, looks)
  for (const [i, { traced, meta, generation }] of looks.entries()) options.onTrace?.(traced.trace, i, meta, generation)
  const answered = await answerFrom(context, request, excerpts, looks.length)
  const { answer, work } = answered
  work.promptTokens += finding.tokens
  work.promptSeconds += finding.seconds
  return {
    kind: 'question',
    question: request.question,
    document: info,
    model: { ...model.info, ...model.hash.known },
    answer,
    others: [],
    timings: timingsOf([...looks, answered], readings),
    traced: [answered.traced, ...looks.map(({ traced }) => traced)],
    generations: [...looks.map(({ generation }) => generation), answered.generation],
    main: looks.length,
    ranking: [],
    excerpts,
    nearest: ranked.slice(0, NEAREST),
    ...(request.history && followed(context.recalled)),
    // what people chose, and what they stopped, is for them to judge
    found: request.excerpts || answer.stopped === 'cancelled' ? undefined : said,
  }
}

interface Choice {
  /** Best first. */
  ranked: readonly Passage[]
  excerpts: Passage[]
  /** Whether the document says what was asked. */
  said: boolean
  work: { tokens: number; seconds: number }
}

/** What is read again. */
async function choose(context: SecondLookContext, request: Question, looks: readonly FirstLook[]): Promise<Choice> {
  const { model, document, options, telling } = context
  const chosen = request.excerpts && passagesOf(request.excerpts, document)
  if (telling.length > 0) {
    const ranked = mostTelling(telling, document)
    return { ranked, excerpts: chosen ?? keyPassages(telling, document), said: true, work: { tokens: 0, seconds: 0 } }
  }
  const found = bestFirst(
    looks.flatMap(({ found }) => found),
    document,
  )
  const before = context.recalled.ids
  const weighing = await weighed(context.reader, request.question, found, document, { ...options, before })
  const ranked = weighing.passages
  const best = model.builtIn ? bestExplained(ranked) : ranked
  const excerpts = chosen ?? chooseExcerpts(best, document, excerptBudget(model.info.topK))
  const said = isSaid(request.question, ranked, context.retrievalLayers.length, options.facts)
  return { ranked, excerpts, said, work: weighing }
}

async function answerFrom(
  { model, document, reader, retrievalLayers, options, recalled }: SecondLookContext,
  request: Question,
  excerpts: readonly Passage[],
  index: number,
): Promise<GeneratedAnswer> {
  const between = await tokenIds(model, '\n\n', false)
  const before = model.builtIn ? NOTHING_BEFORE : recalled
  const text = withTurns(readableExcerpts(excerpts, document, between), before, between)
  const { turns } = text
  if (reader.textStart + text.ids.length > reader.context.capacity() - ROOM) {
    throw new EngineError('context-full', 'The excerpts are too long together; leave some of them out and ask again.')
  }
  const started = performance.now()
  const tokens = await reader.read(text, undefined, options.signal)
  const seconds = (performance.now() - started) / 1000
  const answered = await generateAnswer(reader, request, options, {
    index,
    kind: 'excerpts',
    title: excerpts.length === 1 ? '1 excerpt' : `${excerpts.length} excerpts`,
    pieces: text.pieces.map((piece) => ({ ...piece, at: piece.at + reader.textStart })),
    count: { part: 0, parts: 1, merging: false },
    turns: turns?.map(({ turn, text }) => ({ turn, text })),
    explain: (unit, trace) =>
      explained(unit, { trace, sentences: reader.sentences, ...(turns && { turns: reader.turns }), retrievalLayers }),
  })
  if (isFromFew(answered.generation) && answered.answer.stopped !== 'cancelled') {
    await supportByAbsence(reader, { text, without: { ids: before.ids, sentences: [] } }, answered, options.signal)
  }
  const { work } = answered
  return {
    ...answered,
    work: { ...work, promptTokens: work.promptTokens + tokens, promptSeconds: work.promptSeconds + seconds },
  }
}

/**
 * The conversation so far leads the first look of the built-in model to the right sentences, and its second one astray: with it,
 * 14 of 28 follow-ups were answered rightly, and 10 of 28 questions about something else; test/eval/README.md.
 */
const NOTHING_BEFORE: Recalled = { ids: new Int32Array(), turns: [], forgotten: 0 }

/** Before the excerpts: between them and the question it makes small models answer the earlier question again. */
function withTurns(text: ReadableExcerpts, { ids, turns }: Recalled, between: Int32Array): ReadableExcerpts {
  if (turns.length === 0) return text
  const before = [...ids, ...between]
  const at = before.length
  return {
    ids: Int32Array.from([...before, ...text.ids]),
    turns,
    sentences: text.sentences.map((one) => ({ ...one, begin: one.begin + at, end: one.end + at })),
    pieces: text.pieces.map((piece) => ({ ...piece, at: piece.at + at })),
  }
}
