import type { Trace } from '../engine/native_trace'
import type { Answer, AnswerRequest, AnswerSentence, Generation } from '../shared/ipc/answer_data'
import type { TraceMeta } from '../trace/meta'
import { type AnswerUnit, answerUnits, firstTokens, toAnswer, tokenStarts } from './answer'
import type { Generated, GenerateOptions, Said, Work } from './generate'
import { kindsOf, pairsOf, queriesOf } from './pairs'
import type { PartReader } from './part_reader'
import { promptModel } from './requests'
import { otherTokens, traceOf } from './traced_part'
import type { RequestOptions, TracedPart } from './types'

/** What a generation is about: a part of the document, or a merge of summaries. */
export type GenerationSubject = Pick<Generation, 'kind' | 'title' | 'part' | 'pieces' | 'read' | 'turns'> & {
  /** Its place in RequestResult.generations. */
  index: number
  /** How far the request has come with it. */
  count: { part: number; parts: number; merging: boolean }
  /** Tokens of the conversation so far, between text and question. */
  before?: Int32Array
  explain(unit: AnswerUnit, trace: Trace): AnswerSentence
}

/** What one generation gave. */
export interface GeneratedAnswer {
  answer: Answer
  generation: Generation
  traced: TracedPart
  work: Work
}

/**
 * Asks a request of the text that the reader has just read, and tells each sentence with its evidence as soon as it is
 * complete, which is when the next one has begun.
 */
export function generateAnswer(
  reader: PartReader,
  request: AnswerRequest,
  options: RequestOptions,
  subject: GenerationSubject,
): Promise<GeneratedAnswer> {
  return generateBy(reader, options, subject, (listener) =>
    promptModel(reader, request, options, listener, subject.before),
  )
}

/** The same of anything that is generated after the text. */
export async function generateBy(
  reader: PartReader,
  options: RequestOptions,
  subject: GenerationSubject,
  say: (listener: Pick<GenerateOptions, 'onToken' | 'onGrown'>) => Promise<Generated>,
): Promise<GeneratedAnswer> {
  const { index, kind, title } = subject
  const { textStart, textEnd } = reader
  const meta: TraceMeta = { kind, title, model: reader.model.info.name, textStart, textEnd }
  const told: AnswerSentence[] = []
  const explain = (unit: AnswerUnit, trace: Trace): AnswerSentence => {
    const sentence = subject.explain(unit, trace)
    return options.facts ? { ...sentence, unfound: options.facts.unfoundIn(sentence.text) } : sentence
  }
  const tellAll = (units: readonly AnswerUnit[], trace: Trace) => {
    for (const unit of units.slice(told.length)) {
      told.push(explain(unit, trace))
      options.onSentence?.(told.at(-1)!, index)
    }
  }
  const onGrown = (said: Said, trace: Trace, logProbability: number) => {
    const complete = answerUnits(said).slice(0, -1)
    // what was told first turned out to be thinking
    if (told.length > 0 && told[0]!.from < (said.thinking?.tokens ?? 0)) told.length = 0
    if (complete.length <= told.length) return
    tellAll(complete, trace)
    if (!options.onTrace) return
    const cut = { ...firstTokens(said, complete.at(-1)!.to), trace, logProbability, stopped: 'cancelled' as const }
    options.onTrace(trace, index, meta, generationOf(reader, subject, cut, [...told]))
  }
  const generated = await say({
    onToken: (token, tokens, tokensPerSecond, isThinking) =>
      options.onProgress?.({
        stage: 'answer',
        ...subject.count,
        token,
        tokens,
        tokensPerSecond,
        ...(isThinking && { isThinking }),
      }),
    onGrown: options.onSentence || options.onTrace ? onGrown : undefined,
  })
  const { trace } = generated
  const units = answerUnits(generated)
  tellAll(units, trace)
  // what came later may have moved a sentence's end
  const sentences = units.map((unit, i) => (isOf(told[i], unit) ? told[i]! : explain(unit, trace)))
  const generation = generationOf(reader, subject, generated, sentences)
  options.onTrace?.(trace, index, meta, generation)
  return {
    answer: generation.answer,
    generation,
    traced: traceOf(title, reader, generated, kind === 'part' || kind === 'excerpts'),
    work: generated.work,
  }
}

type Spoken = Omit<Generated, 'work'>

function generationOf(
  reader: PartReader,
  { kind, title, part, pieces, read, turns }: GenerationSubject,
  said: Spoken,
  sentences: AnswerSentence[],
): Generation {
  const { textStart, textEnd } = reader
  const { promptLength, topK, layers, kinds, unit, unitTokens } = said.trace.info
  const answer = toAnswer(said, sentences)
  return {
    kind,
    title,
    part,
    pieces,
    units: reader.sentences.map(({ sentence }) => sentence),
    read,
    turns,
    answer,
    tokenStarts: tokenStarts(said),
    textStart,
    textEnd,
    promptLength,
    topK,
    layers,
    ...(kinds.length > 0 && { layerKinds: { unit, unitTokens, kinds } }),
    pairs: pairsOf(queriesOf(promptLength, answer.tokens), topK, layers, kindsOf(said.trace)),
    otherTokens: otherTokens(reader, said, kind === 'part'),
  }
}

const isOf = (sentence: AnswerSentence | undefined, unit: AnswerUnit) =>
  sentence?.text === unit.text && sentence.from === unit.from && sentence.to === unit.to
