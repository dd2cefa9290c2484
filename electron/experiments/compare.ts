import { setImmediate } from 'node:timers/promises'
import type { Trace } from '../engine/native_trace'
import type { Comparison } from '../shared/ipc/experiment_data'
import { common } from '../trace/common'
import { positionsOf } from '../trace/rows'
import type { scored } from './situation'

type Scored = Awaited<ReturnType<typeof scored>>

/** The same tokens under two settings: next-token distributions and selections side by side. */
export async function compared(before: Scored, after: Scored, signal?: AbortSignal): Promise<Comparison> {
  return {
    before: before.logProbabilities,
    after: after.logProbabilities,
    kl: await divergence(before.distributions, after.distributions, before.logProbabilities.length, signal),
    massBefore: before.massKept,
    massAfter: after.massKept,
    unobserved: before.unobserved ?? after.unobserved,
    kept: await keptShare(before.trace!, after.trace!, signal),
  }
}

/** KL(p || q) of each token, in nats. */
async function divergence(
  p: Float32Array,
  q: Float32Array,
  tokens: number,
  signal?: AbortSignal,
): Promise<Float32Array> {
  const kl = new Float32Array(tokens)
  const vocabulary = p.length / tokens
  for (let token = 0; token < tokens; token++) {
    let sum = 0
    for (let i = token * vocabulary; i < (token + 1) * vocabulary; i++) sum += Math.exp(p[i]!) * (p[i]! - q[i]!)
    kl[token] = Math.max(0, sum)
    await breathe(signal)
  }
  return kl
}

/** For each layer: the share of what was selected before that is selected now, over all tokens. */
async function keptShare(before: Trace, after: Trace, signal?: AbortSignal): Promise<Float32Array> {
  const { layers, tokens } = before.info
  const kept = new Float64Array(layers)
  const of = new Float64Array(layers)
  for (let token = 0; token < tokens; token++) {
    for (let layer = 0; layer < layers; layer++) {
      const was = positionsOf(before, token, layer)
      kept[layer]! += common(was, positionsOf(after, token, layer))
      of[layer]! += was.length
    }
    await breathe(signal)
  }
  return Float32Array.from(kept, (count, layer) => (of[layer] ? count / of[layer]! : 1))
}

/** Others are served in between, and a cancel is heard. */
async function breathe(signal?: AbortSignal): Promise<void> {
  await setImmediate()
  signal?.throwIfAborted()
}
