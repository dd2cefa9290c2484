import type { CapturedUbatch } from '../../electron/engine/native'

/**
 * The lightning indexer, recomputed from what llama.cpp fed it, as the formula says:
 *   I[t, s] = sum_j w[t, j] * ReLU(q[t, j] . k[s])
 * q (heads, dim) and w (heads) of one query; keys (dim) rounded to the KV cache's type.
 */
export function indexScore(q: Float32Array, w: Float32Array, key: Float32Array): number {
  const dim = key.length
  let score = 0
  for (let head = 0; head < w.length; head++) {
    let dot = 0
    for (let i = 0; i < dim; i++) dot += q[head * dim + i]! * key[i]!
    score += w[head]! * Math.max(0, dot)
  }
  return score
}

/** F32 -> F16 -> F32, round to nearest even: what the KV cache keeps of a key. */
export function roundToHalf(value: number): number {
  const magnitude = Math.abs(value)
  if (magnitude === 0 || !Number.isFinite(value)) return value
  if (magnitude >= 65520) return Math.sign(value) * Number.POSITIVE_INFINITY
  const step = 2 ** (Math.max(-14, Math.floor(Math.log2(magnitude))) - 10)
  const steps = magnitude / step
  const down = Math.floor(steps)
  const rest = steps - down
  return Math.sign(value) * step * (rest > 0.5 || (rest === 0.5 && down % 2 === 1) ? down + 1 : down)
}

/** Queries, weights and keys by layer and position, as they were last evaluated. */
export class IndexerInputs {
  private readonly rows = new Map<string, { q: Float32Array; w: Float32Array; key: Float32Array }>()

  add(ubatches: readonly CapturedUbatch[]): void {
    for (const { layer, position, count, q, k, w } of ubatches) {
      const part = (values: Float32Array, i: number) => {
        const size = values.length / count
        return values.subarray(i * size, (i + 1) * size)
      }
      for (let i = 0; i < count; i++) {
        const key = part(k, i).map(roundToHalf)
        this.rows.set(`${layer} ${position + i}`, { q: part(q, i), w: part(w, i), key })
      }
    }
  }

  /** Scores of `visible` positions for the query at `position`. */
  scores(layer: number, position: number, visible: readonly number[]): number[] {
    const query = this.rows.get(`${layer} ${position}`)!
    return visible.map((at) => indexScore(query.q, query.w, this.rows.get(`${layer} ${at}`)!.key))
  }
}
