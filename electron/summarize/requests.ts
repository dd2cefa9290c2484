import { EngineError } from '../engine/errors'
import type { AnswerRequest } from '../shared/ipc/answer_data'
import { type Generated, type GenerateOptions, generate } from './generate'
import type { PartReader } from './part_reader'
import { questionPrompt, summaryPrompt } from './prompts'
import { THINKING_TOKENS } from './thinking'
import type { RequestOptions } from './types'

/** What a summary is asked for; it may end with one sentence more. */
export const DEFAULT_SENTENCES = 4

/** A summary has at least so many, unless the text itself is hardly longer. */
const LEAST_SENTENCES = 3

/** What each kind of request is decoded with, unless the user says otherwise (tried in test/eval/README.md). */
export const DECODING = {
  summary: { maxTokens: 320, repeatPenalty: 1.1, maxSentences: DEFAULT_SENTENCES + 1 },
  question: { maxTokens: 160, repeatPenalty: 1.05, maxSentences: 3 },
}

/** Fewer positions than this left for the answer means that the question is what's too long. */
const SHORTEST_ANSWER = 16

export function promptOf(request: AnswerRequest): string {
  return request.kind === 'summary'
    ? summaryPrompt(request.sentences ?? DEFAULT_SENTENCES, request.focus)
    : questionPrompt(request.question)
}

/** Asks a request of the text that the reader has just read; `before`: tokens that stand between them. */
export async function promptModel(
  reader: PartReader,
  request: AnswerRequest,
  options: RequestOptions,
  listener: Pick<GenerateOptions, 'onToken' | 'onGrown'> = {},
  before: Int32Array = new Int32Array(),
): Promise<Generated> {
  const question = Int32Array.from([...before, ...(await reader.questionTokens(promptOf(request)))])
  const room = reader.context.capacity() - reader.context.length() - question.length
  if (room < SHORTEST_ANSWER) {
    throw new EngineError(
      'context-full',
      'The question is too long for the context; ask a shorter one or use a larger --ctx.',
    )
  }
  const defaults = DECODING[request.kind]
  return generate(reader.model, reader.context, question, {
    maxTokens: Math.min(options.maxTokens ?? defaults.maxTokens + (reader.thinks ? THINKING_TOKENS : 0), room),
    thinking: reader.thinking,
    maxSentences: (request.kind === 'summary' && request.sentences) || defaults.maxSentences,
    minSentences: request.kind === 'summary' ? leastSentences(reader, request.sentences) : undefined,
    repeatPenalty: defaults.repeatPenalty,
    temperature: options.temperature,
    topP: options.topP,
    seed: options.seed,
    signal: options.signal,
    keepCancelled: options.keepCancelled,
    ...listener,
  })
}

const leastSentences = (reader: PartReader, wanted = LEAST_SENTENCES) =>
  Math.min(wanted, LEAST_SENTENCES, Math.floor(reader.sentences.length / 2))
