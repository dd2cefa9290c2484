import type { Check } from '../shared/ipc/experiment_data'
import { type Situation, scored } from './situation'

export interface CheckOptions {
  signal?: AbortSignal
  onProgress?: (done: number, total: number) => void
}

/**
 * How likely the given answer still is when the model can't see some sentences, for each set of them. `sentences`: the
 * trace's, as positions in pairs.
 */
export async function checkWithout(
  situation: Situation,
  sentences: Int32Array,
  leaveOut: readonly (readonly number[])[],
  { signal, onProgress }: CheckOptions = {},
): Promise<Check> {
  const total = leaveOut.length + 1
  onProgress?.(0, total)
  const { logProbabilities } = await scored(situation, { signal })
  const without: Check['without'] = []
  for (const set of leaveOut) {
    onProgress?.(without.length + 1, total)
    const ranges = Int32Array.from(set.flatMap((sentence) => [...sentences.subarray(2 * sentence, 2 * sentence + 2)]))
    const now = await scored(situation, { without: ranges, signal })
    without.push({
      sentences: [...set],
      positions: lengthOf(ranges),
      logProbabilities: now.logProbabilities,
      change: sum(now.logProbabilities) - sum(logProbabilities),
    })
  }
  onProgress?.(total, total)
  return { logProbabilities, without }
}

function lengthOf(ranges: Int32Array): number {
  let length = 0
  for (let i = 0; i + 1 < ranges.length; i += 2) length += ranges[i + 1]! - ranges[i]!
  return length
}

const sum = (values: Float32Array) => values.reduce((total, value) => total + value, 0)
