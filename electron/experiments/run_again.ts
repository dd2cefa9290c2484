import { EngineError } from '../engine/errors'
import { withCancel } from '../engine/native'
import type { AnswerRequest, Generation } from '../shared/ipc/answer_data'
import { explained } from '../summarize/answer'
import { type GenerateOptions, generate } from '../summarize/generate'
import type { PartReader } from '../summarize/part_reader'
import { promptModel } from '../summarize/requests'
import { evidenceLayers } from '../summarize/retrieval_layers'
import { type GeneratedAnswer, generateBy } from '../summarize/telling'
import type { RequestOptions } from '../summarize/types'
import type { TraceMeta } from '../trace/meta'
import { metaText } from '../trace/meta'

export interface PositionRange {
  from: number
  to: number
}

/** What is changed while the question is asked. */
export interface Changes {
  exclude: readonly PositionRange[]
  force: readonly PositionRange[]
}

/** What is asked of the text that the reader holds: a request, or what follows the prompt. */
export type RunPrompt = { request: AnswerRequest } | { closing: Int32Array }

const RAW = { maxTokens: 160 }

/** Asks with some positions out of sight or made to enter; the trace goes to the new file `into`. */
export async function generateOtherwise(
  reader: PartReader,
  asked: RunPrompt,
  about: Pick<Generation, 'kind' | 'title' | 'part' | 'pieces' | 'read'>,
  changes: Changes,
  into: string,
  options: RequestOptions,
): Promise<GeneratedAnswer> {
  let meta: TraceMeta | undefined
  const layers = evidenceLayers(reader.model.info)
  const subject = {
    ...about,
    index: 0,
    count: { part: 0, parts: 1, merging: false },
    explain: (unit: Parameters<typeof explained>[0], trace: GeneratedAnswer['traced']['trace']) =>
      explained(unit, { trace, sentences: reader.sentences, retrievalLayers: layers }),
  }
  const onTrace: RequestOptions['onTrace'] = (_trace, _index, saved) => {
    meta = saved
  }
  const told = await changed(reader, changes, options.signal, () =>
    generateBy(reader, { ...options, onTrace }, subject, (listener) => saying(reader, asked, options, listener)),
  )
  await told.traced.trace.save(into, metaText(meta!))
  told.traced.trace.close()
  return told
}

async function saying(
  reader: PartReader,
  asked: RunPrompt,
  options: RequestOptions,
  listener: Pick<GenerateOptions, 'onToken' | 'onGrown'>,
) {
  if ('request' in asked) {
    await reader.think(asked.request.think === true)
    return promptModel(reader, asked.request, options, listener)
  }
  const { maxTokens = RAW.maxTokens, seed, temperature, topP, signal } = options
  const room = reader.context.capacity() - reader.context.length() - asked.closing.length
  const most = Math.min(maxTokens, room)
  return generate(reader.model, reader.context, asked.closing, {
    maxTokens: most,
    thinking: reader.thinking,
    seed,
    temperature,
    topP,
    signal,
    ...listener,
  })
}

/** Does the work with the changes in force. Positions out of sight must be in the cache already. */
export async function changed<T>(
  reader: PartReader,
  { exclude, force }: Changes,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  const { context } = reader
  checkRanges(reader, { exclude, force })
  try {
    await withCancel(signal, (cancel) => context.beginBranch(pairs(exclude), cancel))
    context.force(pairs(force))
    return await work()
  } finally {
    context.force(new Int32Array())
    context.endBranch()
  }
}

export const pairs = (ranges: readonly PositionRange[]): Int32Array =>
  Int32Array.from(ranges.flatMap(({ from, to }) => [from, to]))

function checkRanges(reader: PartReader, { exclude, force }: Changes): void {
  const length = reader.context.length()
  for (const { to } of [...exclude, ...force]) {
    if (to <= length) continue
    throw new EngineError('bad-argument', 'Only positions of the text can be left out or forced in, not the question.')
  }
  const forced = force.reduce((sum, { from, to }) => sum + to - from, 0)
  if (forced >= reader.model.info.topK) {
    throw new EngineError(
      'bad-argument',
      `Fewer than ${reader.model.info.topK} positions can be forced in; choose less.`,
    )
  }
}
