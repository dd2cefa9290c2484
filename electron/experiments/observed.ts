import type { NativeContext } from '../engine/native'

/** Observed rows are held until they are taken: so many bytes of them at most. */
const MOST_BYTES = 64 * 2 ** 20
const BYTES_PER_POSITION = 8
const MOST_ROWS = 16

/** How many tokens of an answer are observed: the first ones stand for all, as observing computes attention anew. */
export const observedRows = (tokens: number, visible: number, layers: number): number =>
  Math.max(1, Math.min(tokens, MOST_ROWS, Math.floor(MOST_BYTES / (BYTES_PER_POSITION * visible * layers))))

/** For each layer the share of dense attention's mass that the selection keeps, or one sentence: why nobody can tell. */
export interface MassKept {
  massKept?: Float32Array
  unobserved?: string
}

/**
 * Observes the tokens at positions [begin, end) while `work` evaluates them; the shares are means over these tokens.
 * Where the backend can't observe (only ggml-dsa on the CPU can), the work is done without.
 */
export async function withMassKept<T>(
  context: NativeContext,
  [begin, end]: readonly [number, number],
  layers: number,
  work: () => Promise<T>,
): Promise<MassKept & { done: T }> {
  let unobserved: string
  try {
    context.observe(begin, end)
    const done = await work()
    return { done, ...meanKept(context, layers) }
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'cannot-observe') throw error
    unobserved = (error as Error).message
  } finally {
    context.observe(0, 0)
    context.takeObserved()
  }
  return { done: await work(), unobserved }
}

function meanKept(context: NativeContext, layers: number): MassKept {
  const sums = new Float64Array(layers)
  const rows = new Float64Array(layers)
  for (const { layer, kept } of context.takeObserved()) {
    sums[layer]! += kept
    rows[layer]!++
  }
  if (!rows.every((count) => count > 0)) return { unobserved: 'Not every layer’s attention could be observed.' }
  return { massKept: Float32Array.from(sums, (sum, layer) => sum / rows[layer]!) }
}
