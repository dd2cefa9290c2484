import { sentencesOfText } from '../documents/sentences'
import { EngineError } from '../engine/errors'
import type { OpenModel } from '../engine/model'
import { type NativeContext, type SamplerOptions, withCancel } from '../engine/native'
import type { Trace } from '../engine/native_trace'
import { markTokens } from '../engine/thinking_marks'
import type { Stopped, Thinking } from '../shared/ipc/answer_data'
import { AnswerText, isOver } from './answer_text'
import { goOn } from './go_on'
import { beforeLoop } from './loop'
import { Steps, type StepsOptions } from './steps'
import type { ThinkingMode } from './thinking'

/** The text of an answer, finished or not, and where its tokens are. */
export interface Said {
  text: string
  ids: ArrayLike<number>
  /** Byte offsets of the tokens in the UTF-8 text; length ids + 1. */
  offsets: ArrayLike<number>
  /** What the model thought before it: the first of `ids`, which have no place in `text`. */
  thinking?: Thinking
}

export interface GenerateOptions extends SamplerOptions, StepsOptions {
  maxTokens: number
  /** Complete sentences after which the answer ends by itself; none if undefined. */
  maxSentences?: number
  /** With fewer sentences the model is made to go on. */
  minSentences?: number
  thinking?: ThinkingMode
  onToken?: (text: string, tokens: number, tokensPerSecond: number, isThinking: boolean) => void
  /** After each token: what was said so far, its trace, which may be asked while it grows, and Generated's mean. */
  onGrown?: (said: Said, trace: Trace, logProbability: number) => void
}

/** What the model did for one generation, after the kept KV cache. */
export interface Work {
  promptTokens: number
  promptSeconds: number
  answerTokens: number
  answerSeconds: number
}

export interface Generated extends Said {
  /** The token that ends the answer is not among them. */
  ids: Int32Array
  offsets: Uint32Array
  stopped: Stopped
  /** Mean log-probability of the tokens, without the thinking's. */
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
  const answer = new AnswerText(options.thinking)
  const marks = markTokens(model.file.chatTemplate)
  let stopped: Stopped = 'length'
  const sums = [0]
  const asked = performance.now()
  context.beginAnswer(context.length() + question.length, options)
  await withCancel(options.signal, (cancel) =>
    context.evaluate(question.subarray(0, -1), 'question', undefined, cancel),
  )
  const started = performance.now()
  const trace = growingTrace(context)
  let token = question.at(-1)!
  const steps = new Steps(context, options)
  while (answer.ids.length < options.maxTokens) {
    const sampled = await steps.after(token)
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
    sums.push(sums.at(-1)! + sampled.logProbability)
    const piece = answer.push(token, pieceOf(model, token, marks))
    const perSecond = (answer.ids.length * 1000) / (performance.now() - started)
    options.onToken?.(piece, answer.ids.length, perSecond, answer.isThinking)
    options.onGrown?.(answer, trace, meanOf(sums, answer))
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
    thinking: answer.thinking,
    logProbability: meanOf(sums, answer),
    trace,
    work: {
      promptTokens: question.length,
      promptSeconds: (started - asked) / 1000,
      answerTokens: answer.ids.length,
      answerSeconds: (performance.now() - started) / 1000,
    },
  }
}

/** Marks around thinking are control tokens of some models: these are texts all the same. */
function pieceOf(model: OpenModel, token: number, marks: ReadonlySet<string>): Uint8Array {
  const written = model.native.piece(token, true)
  return marks.has(Buffer.from(written).toString()) ? written : model.native.piece(token, false)
}

/** Of sums over the first tokens: the mean over those of the answer. */
function meanOf(sums: readonly number[], { ids, thought }: AnswerText): number {
  const tokens = ids.length - thought
  return tokens > 0 ? (sums[ids.length]! - sums[thought]!) / tokens : 0
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
