import { EngineError } from '../engine/errors'
import { type NativeContext, withCancel } from '../engine/native'
import type { Heads, RowScores } from '../shared/ipc/experiment_data'
import type { Situation } from './situation'

/** What the trace doesn't keep of one answer token in one layer: computed anew, in the situation of the answer. */

export interface RowOptions {
  signal?: AbortSignal
  /** In tokens of the answer. */
  onProgress?: (done: number, total: number) => void
}

/** What each of the indexer's heads gave every position. */
export async function headScores(
  situation: Situation,
  token: number,
  layer: number,
  options: RowOptions = {},
): Promise<Heads> {
  const { reader } = situation
  return before(situation, token, layer, options, async (context, last) => {
    context.showHeads(layer)
    await last()
    const { heads, areChoices, values } = context.takeHeads()
    if (heads === 0) {
      throw new EngineError('bad-argument', "The indexer's heads can't be seen on this device; compute on the CPU.")
    }
    const position = reader.context.length() - 1
    return { position, heads, scores: values, ...(areChoices && { areChoices }) }
  })
}

/** The index score of every position. */
export async function rowScores(
  situation: Situation,
  token: number,
  layer: number,
  options: RowOptions = {},
): Promise<RowScores> {
  return before(situation, token, layer, options, async (context, last) => {
    context.showScores(layer)
    await last()
    return { scores: context.takeScores() }
  })
}

/**
 * Evaluates all before an answer token but the last one of it, as it was done for the answer: the question at once, its
 * tokens one by one. The KV cache is as before afterwards.
 */
async function before<T>(
  { reader, question, answer }: Situation,
  token: number,
  layer: number,
  { signal, onProgress }: RowOptions,
  work: (context: NativeContext, last: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const { context } = reader
  if (!(token >= 0 && token < answer.length && layer >= 0 && layer < reader.model.info.layers)) {
    throw new EngineError('bad-argument', `The answer has no token ${token} in layer ${layer}.`)
  }
  const evaluate = (tokens: Int32Array) =>
    withCancel(signal, (cancel) => context.evaluate(tokens, 'off', undefined, cancel))
  const oneByOne = Int32Array.from([question.at(-1)!, ...answer.subarray(0, token)])
  try {
    await withCancel(signal, (cancel) => context.beginBranch(new Int32Array(), cancel))
    await evaluate(question.subarray(0, -1))
    for (let i = 0; i + 1 < oneByOne.length; i++) {
      onProgress?.(i, oneByOne.length)
      await evaluate(oneByOne.subarray(i, i + 1))
    }
    return await work(context, () => evaluate(oneByOne.subarray(-1)))
  } finally {
    context.endBranch()
  }
}
