import { withCancel } from '../engine/native'
import type { Answer, Generation, Passage } from '../shared/ipc/answer_data'
import { supportOf } from '../shared/support'
import type { TraceMeta } from '../trace/meta'
import { tokenStarts } from './answer'
import { evidenceOf, quotable } from './evidence'
import type { Said, Work } from './generate'
import { kindsOf, pairsOf, queriesOf } from './pairs'
import { type PartReader, tokenIds } from './part_reader'
import { QUESTION, questionPrompt } from './prompts'
import { texts, traceOf } from './traced_part'
import type { TracedPart } from './types'

/**
 * The first look: the question's own words, as the lightning indexers of the retrieval layers see them at the end of a
 * text, before anything is answered. What they select by far above what distance explains is what the text has to say
 * about it. No text is compared.
 */
export interface FirstLook {
  /** Of every sentence of the text, in their order. */
  found: Passage[]
  generation: Generation
  traced: TracedPart
  meta: TraceMeta
  work: Work
}

export interface LookOptions {
  retrievalLayers: Int32Array
  /** What was looked through, such as "pages 1-4". */
  title: string
  part: NonNullable<Generation['part']>
  /** Tokens of the conversation so far: they are read before the question, whose words then know what they refer to. */
  before?: Int32Array
  signal?: AbortSignal
}

/** Looks through the text that the reader has just read. The KV cache keeps the question: trim it after. */
export async function firstLook(reader: PartReader, question: string, options: LookOptions): Promise<FirstLook> {
  const { model, context, textStart, textEnd, sentences } = reader
  const { retrievalLayers, part, signal, before = new Int32Array() } = options
  const title = `first look at ${options.title}`
  const started = performance.now()
  const asked = await tokenise(reader, question)
  const promptLength = context.length() + before.length + 1
  context.beginAnswer(promptLength, {})
  if (before.length > 0) {
    await withCancel(signal, (cancel) => context.evaluate(before, 'question', undefined, cancel))
  }
  await withCancel(signal, (cancel) => context.evaluate(asked.ids, 'answer', undefined, cancel))
  const trace = context.endAnswer(asked.ids.length)!
  const span = { from: asked.words, to: asked.ids.length }
  const scores = trace.evidence({ ...span, layers: retrievalLayers })
  const evidence = evidenceOf({ trace, sentences, retrievalLayers, scores }, span.from, span.to)
  const support = supportOf(evidence, retrievalLayers.length)
  const answer: Answer = {
    text: question.trim(),
    tokens: asked.ids.length,
    stopped: 'end',
    sentences: [{ text: question.trim(), ...span, support, evidence }],
    logProbability: 0,
  }
  const { topK, layers } = trace.info
  return {
    found: sentences.map((sentence, i) => ({ ...quotable(sentence), score: scores[i]! })),
    generation: {
      kind: 'look',
      title,
      part,
      units: sentences.map(({ sentence }) => sentence),
      answer,
      tokenStarts: wordStarts(asked, question),
      textStart,
      textEnd,
      promptLength,
      topK,
      layers,
      pairs: pairsOf(queriesOf(promptLength - 1, asked.ids.length), topK, layers, kindsOf(trace)),
      otherTokens: otherTokens(reader, [...before, ...asked.whole.subarray(0, asked.ids.length + 1)]),
    },
    // by the trace's own count a row's token is the one after it: the last is the first of the prompt's end
    traced: Object.assign(traceOf(title, reader, { trace, ids: asked.whole.subarray(1, asked.ids.length + 1) }, true), {
      isLook: true as const,
    }),
    meta: { kind: 'look', title, model: model.info.name, textStart, textEnd },
    work: {
      promptTokens: before.length + asked.ids.length,
      promptSeconds: (performance.now() - started) / 1000,
      answerTokens: 0,
      answerSeconds: 0,
    },
  }
}

/** The question as it stands in a prompt; its own words begin at token `words`. */
interface Asked extends Said {
  ids: Int32Array
  /** With the end of the prompt. */
  whole: Int32Array
  words: number
}

async function tokenise(reader: PartReader, question: string): Promise<Asked> {
  const { model } = reader
  const text = questionPrompt(question)
  const { ids, offsets } = await withCancel(undefined, () => model.native.tokenize(text, false))
  const words = (await tokenIds(model, QUESTION, false)).length
  return { text, ids, offsets, whole: reader.closed(ids), words: Math.min(words, ids.length - 1) }
}

/** Where its tokens begin in the bare question: those of the words before it have no length. */
function wordStarts(asked: Asked, question: string): number[] {
  const lead = asked.text.length - question.trim().length - leadingSpace(asked.text)
  return tokenStarts(asked).map((at) => Math.max(0, at - lead))
}

const leadingSpace = (text: string) => text.length - text.trimStart().length

/** Of the template, and those that the rows are of with the one after them. */
function otherTokens({ model, context, textStart }: PartReader, asked: readonly number[]): [number, string][] {
  const template = context.tokens().subarray(0, textStart)
  return [template, Int32Array.from(asked)].flatMap((ids) =>
    texts(model, ids).map((text, i): [number, string] => [ids[i]!, text]),
  )
}
