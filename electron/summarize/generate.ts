import { sentencesOfText } from '../documents/sentences'
import { EngineError, isCancelled } from '../engine/errors'
import type { OpenModel } from '../engine/model'
import { type NativeContext, type SamplerOptions, withCancel } from '../engine/native'
import type { Trace } from '../engine/native_trace'
import type { Stopped } from '../shared/ipc/answer_data'
import { AnswerText, isOver } from './answer_text'
import { goOn } from './go_on'
import { beforeLoop } from './loop'

/** The text of an answer, finished or not, and where its tokens are. */
export interface Said {
  text: string
  ids: ArrayLike<number>
  /** Byte offsets of the tokens in the UTF-8 text; length ids + 1. */
  offsets: ArrayLike<number>
}

export interface GenerateOptions extends SamplerOptions {
  maxTokens: number
  /** Complete sentences after which the answer ends by itself; none if undefined. */
  maxSentences?: number
  /** With fewer sentences the model is made to go on. */
  minSentences?: number
  onToken?: (text: string, tokens: number, tokensPerSecond: number) => void
  /** After each token: what was said so far, its trace, which may be asked while it grows, and Generated's mean. */
  onGrown?: (said: Said, trace: Trace, logProbability: number) => void
  signal?: AbortSignal
  /** Being cancelled after the first token ends the answer there, instead of throwing. */
  keepCancelled?: boolean
}

/** What the model did for one generation, after the kept KV cache. */
export interface Work {
  promptTokens: number
  promptSeconds: number
  answerTokens: number
  answerSeconds: number
}

export interface Generated {
  text: string
  /** Answer tokens; the token that ends the answer is not among them. */
  ids: Int32Array
  /** Byte offsets of the tokens in the UTF-8 text; length ids + 1. */
  offsets: Uint32Array
  stopped: Stopped
  /** Mean log-probability of the tokens. */
  logProbability: number
  trace: Trace
  work: Work
}

/**
 * Asks `question` (token ids, control tokens included) after what the KV cache holds, and generates the answer.
 * The rows of every answer token are in the returned trace. The KV cache keeps question and answer: trim it after.
 */
export async function generate(
  model: OpenModel,
  context: NativeContext,
  question: Int32Array,
  options: GenerateOptions,
): Promise<Generated> {
  const answer = new AnswerText()
  let stopped: Stopped = 'length'
  let sum = 0
  const asked = performance.now()
  context.beginAnswer(context.length() + question.length, options)
  await withCancel(options.signal, (cancel) =>
    context.evaluate(question.subarray(0, -1), 'question', undefined, cancel),
  )
  const started = performance.now()
  const trace = growingTrace(context)
  let token = question.at(-1)!
  while (answer.ids.length < options.maxTokens) {
    const sampled = await stepOrStop(context, token, options, answer.ids.length)
    if (!sampled) {
      stopped = 'cancelled'
      break
    }
    if (sampled.end) {
      if (sentencesOfText(answer.text).length >= (options.minSentences ?? 0)) {
        stopped = 'end'
        break
      }
      sampled.token = await goOn(model, context, token, options.signal)
    }
    token = sampled.token
    sum += sampled.logProbability
    const piece = answer.push(token, model.native.piece(token, false))
    const perSecond = (answer.ids.length * 1000) / (performance.now() - started)
    options.onToken?.(piece, answer.ids.length, perSecond)
    options.onGrown?.(answer, trace, sum / answer.ids.length)
    if (/[.!?…:]["')\]]?\s*$|\n$/.test(piece) && isComplete(answer.text, options.maxSentences)) {
      stopped = 'end'
      break
    }
    const kept = beforeLoop(answer.ids)
    if (kept !== undefined) {
      answer.keep(kept)
      stopped = 'end'
      break
    }
  }
  answer.dropRest()
  context.endAnswer(answer.ids.length)?.close() // the same trace, cut
  return {
    text: answer.text,
    ids: Int32Array.from(answer.ids),
    offsets: Uint32Array.from(answer.offsets),
    stopped,
    logProbability: answer.ids.length ? sum / answer.ids.length : 0,
    trace,
    work: {
      promptTokens: question.length,
      promptSeconds: (started - asked) / 1000,
      answerTokens: answer.ids.length,
      answerSeconds: (performance.now() - started) / 1000,
    },
  }
}

/** The next token; undefined if the answer is to end here because it was cancelled. */
async function stepOrStop(context: NativeContext, token: number, options: GenerateOptions, said: number) {
  try {
    return await withCancel(options.signal, (cancel) => context.step(token, cancel))
  } catch (error) {
    if (options.keepCancelled && said > 0 && isCancelled(error)) return undefined
    throw error
  }
}

function growingTrace(context: NativeContext): Trace {
  const trace = context.answerTrace()
  if (!trace) throw new EngineError('decode-failed', 'The answer has no trace; start SparseLens again.')
  return trace
}

/** True once the text holds as many sentences as were asked for, or goes astray. */
function isComplete(text: string, maxSentences = Number.POSITIVE_INFINITY): boolean {
  return sentencesOfText(text).length >= maxSentences || isOver(text)
}
