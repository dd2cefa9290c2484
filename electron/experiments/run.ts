import { EngineError } from '../engine/errors'
import type { OpenModel } from '../engine/model'
import type { EngineCalls, Input } from '../shared/ipc/calls'
import type { Comparison, ExperimentResult, JobProgress } from '../shared/ipc/experiment_data'
import type { PartReader } from '../summarize/part_reader'
import { timingsOf } from '../summarize/result'
import type { ReadingSession } from '../summarize/session'
import type { GeneratedAnswer } from '../summarize/telling'
import type { RequestOptions } from '../summarize/types'
import { openTrace } from '../trace/open'
import { compared } from './compare'
import { promptReader, rawPrompt } from './prompt'
import { generateOtherwise, pairs, type RunPrompt } from './run_again'
import { inSituation, type Situation, scored, tokensOf } from './situation'

type Order = Input<EngineCalls, 'experiment.ask'>
/** Opens a model, or gives the one that is open if it is the same. */
type OpenChoice = (choice: Order['model']) => Promise<OpenModel>
type Source<K> = Extract<Order['source'], { kind: K }>
type Report = (progress: JobProgress) => void
type Scored = Awaited<ReturnType<typeof scored>>

/** Positions beside prompt and answer: ends that are read anew, and llama.cpp's padding. */
const SPARE = 128
const USUAL_TOKENS = 160

/** An answer's request again, of the same part of the document, with another top-k or other positions. */
export async function runOnDocument(
  open: (topK: number | undefined) => Promise<ReadingSession>,
  order: Order,
  source: Source<'document'>,
  options: RequestOptions,
  report: Report,
): Promise<ExperimentResult> {
  const { generation, request } = source
  if (generation.kind !== 'part' && generation.kind !== 'excerpts') {
    throw new EngineError('bad-argument', 'A merged summary read no document; try things with the answer of a part.')
  }
  const sentences = await sentencesOf(source.file)
  const first = await open(undefined)
  const before = await inSituation(first, generation, sentences, options, (situation) => {
    report({ step: 'score', done: 0, total: 2 })
    return fully(situation, [], options)
  })
  const session = order.topK === undefined ? first : await open(order.topK)
  return inSituation(session, generation, sentences, options, async (situation) => {
    const { kind, title, part, pieces } = generation
    const { reader } = situation
    const told = await generateOtherwise(reader, { request }, { kind, title, part, pieces }, order, order.into, options)
    return result(order, session.model, told, await compare(before, situation, order, options, report))
  })
}

/** A raw prompt, by itself or against the run before. */
export async function runOnRawPrompt(
  open: OpenChoice,
  order: Order,
  source: Source<'prompt'>,
  options: RequestOptions,
  report: Report,
): Promise<ExperimentResult> {
  const { generation } = source
  let before: Scored | undefined
  if (generation) {
    const first = { ...order.model, topK: generation.topK }
    before = await onPrompt(open, first, order, source, options, (reader) => {
      report({ step: 'score', done: 0, total: 2 })
      return fully({ reader, ...tokensOf(generation) }, [], options)
    })
  }
  const choice = order.topK === undefined ? order.model : { ...order.model, topK: order.topK }
  return onPrompt(open, choice, order, source, options, async (reader, asked, model) => {
    const read = reader.sentences.map(({ text, sentence }) => ({ text, generation: 0, sentence }))
    const about = { kind: 'prompt', title: 'prompt', read } as const
    const told = await generateOtherwise(reader, asked, about, order, order.into, options)
    const situation = generation && { reader, ...tokensOf(generation) }
    const comparison = before && situation ? await compare(before, situation, order, options, report) : undefined
    return result(order, model, told, comparison)
  })
}

/** Reads the prompt with a model into a context of its own. */
async function onPrompt<T>(
  open: OpenChoice,
  choice: Order['model'],
  { maxTokens = USUAL_TOKENS }: Order,
  source: Source<'prompt'>,
  options: RequestOptions,
  work: (reader: PartReader, asked: RunPrompt, model: OpenModel) => Promise<T>,
): Promise<T> {
  const model = await open(choice)
  return model.hash.pausedWhile(async () => {
    const prompt = await rawPrompt(model, source.prompt, source.framed)
    const room = maxTokens + (source.generation?.answer.tokens ?? 0) + SPARE
    const { threads, gpuLayers = 0 } = choice
    const reader = await promptReader(model, prompt, room, { threads, onGpu: gpuLayers > 0 })
    try {
      await reader.read(
        prompt.text,
        (done) => options.onProgress?.(readSoFar(done, prompt.text.ids.length)),
        options.signal,
      )
      return await work(reader, { closing: prompt.frame.closing }, model)
    } finally {
      await reader.close()
    }
  })
}

const readSoFar = (done: number, total: number) =>
  ({
    stage: 'prefill',
    done,
    total,
    page: 1,
    pages: 1,
    tokensPerSecond: 0,
    secondsLeft: Number.POSITIVE_INFINITY,
  }) as const

/** Everything about the given answer's tokens: distributions and rows. */
const fully = (situation: Situation, without: Order['exclude'], { signal }: RequestOptions) =>
  scored(situation, { without: pairs(without), distributions: true, traced: true, observed: true, signal })

/** The first run's tokens under the changes, beside what they were. */
async function compare(
  before: Scored,
  situation: Situation,
  { exclude, force }: Order,
  options: RequestOptions,
  report: Report,
): Promise<Comparison> {
  report({ step: 'score', done: 1, total: 2 })
  const { context } = situation.reader
  try {
    context.force(pairs(force))
    const after = await fully(situation, exclude, options)
    const comparison = await compared(before, after, options.signal)
    report({ step: 'score', done: 2, total: 2 })
    after.trace!.close()
    return comparison
  } finally {
    before.trace!.close()
    context.force(new Int32Array())
  }
}

function result(
  order: Order,
  model: OpenModel,
  told: GeneratedAnswer,
  comparison: Comparison | undefined,
): ExperimentResult {
  return {
    run: order.run,
    generation: told.generation,
    model: { ...model.info, ...model.hash.known },
    timings: timingsOf([told], []),
    comparison,
  }
}

async function sentencesOf(file: string): Promise<Int32Array> {
  const trace = await openTrace(file)
  try {
    return trace.info.sentences.slice()
  } finally {
    trace.close()
  }
}
