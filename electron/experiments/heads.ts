import { EngineError } from '../engine/errors'
import { withCancel } from '../engine/native'
import type { Heads } from '../ipc/experiment_data'
import type { Situation } from './situation'

/** What each of the indexer's heads gave every position, for one answer token in one layer: computed anew. */
export async function headScores(
  { reader, question, answer }: Situation,
  token: number,
  layer: number,
  signal?: AbortSignal,
): Promise<Heads> {
  const { context } = reader
  if (!(token >= 0 && token < answer.length && layer >= 0 && layer < reader.model.info.layers)) {
    throw new EngineError('bad-argument', `The answer has no token ${token} in layer ${layer}.`)
  }
  const tokens = Int32Array.from([...question, ...answer.subarray(0, token)])
  try {
    await withCancel(signal, (cancel) => context.beginBranch(new Int32Array(), cancel))
    await withCancel(signal, (cancel) => context.evaluate(tokens.subarray(0, -1), 'off', undefined, cancel))
    context.showHeads(layer)
    await withCancel(signal, (cancel) => context.evaluate(tokens.subarray(-1), 'off', undefined, cancel))
    const { heads, values } = context.takeHeads()
    if (heads === 0) {
      throw new EngineError('bad-argument', "The indexer's heads can't be seen on this device; compute on the CPU.")
    }
    return { position: context.length() - 1, heads, scores: values }
  } finally {
    context.endBranch()
  }
}
