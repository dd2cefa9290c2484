import type { Trace } from '../engine/native_trace'
import type { Pairs } from '../shared/ipc/answer_data'
import { kindOf, type LayerKind } from '../shared/ipc/layer_kinds'

/** What layers do, where not all choose for themselves; `window`: positions that a layer with one sees. */
interface Kinds {
  kinds: readonly LayerKind[]
  window: number
}

/**
 * Query-key pairs of the queries at positions [0, queries) on all layers. The query at position p sees p + 1 keys; of
 * these min(topK, p + 1) enter attention where a layer chooses. Closed forms, exact.
 */
export function pairsOf(queries: number, topK: number, layers: number, { kinds, window }: Kinds = NO_KINDS): Pairs {
  const dense = triangle(queries)
  const sum = { attended: 0, dense: 0, indexer: 0 }
  for (let layer = 0; layer < layers; layer++) {
    const { kind } = kindOf({ kinds }, layer)
    if (kind === 'recurrent') continue // no pairs at all
    sum.dense += dense
    if (kind === 'chosen') sum.indexer += dense
    if (kind === 'chosen' || kind === 'shared') sum.attended += upTo(topK, queries)
    else sum.attended += kind === 'window' ? upTo(window, queries) : dense
  }
  return sum
}

const NO_KINDS: Kinds = { kinds: [], window: 0 }

/** What the layers of a trace did; a window is as wide as what entered for the last token. */
export function kindsOf(trace: Pick<Trace, 'info' | 'row'>): Kinds {
  const { kinds, tokens } = trace.info
  const layer = kinds.findIndex(({ kind }) => kind === 'window')
  return { kinds, window: layer < 0 || tokens === 0 ? 0 : trace.row(tokens - 1, layer).positions.length }
}

/** Pairs where each query takes `most` keys at most. */
const upTo = (most: number, queries: number): number =>
  queries <= most ? triangle(queries) : triangle(most) + (queries - most) * most

/** Queries that an answer rests on: the last answer token is no query of it, and the prompt's last one is the first. */
export const queriesOf = (promptLength: number, answerTokens: number) => promptLength + Math.max(0, answerTokens - 1)

/** 1 + 2 + … + n */
const triangle = (n: number) => (n * (n + 1)) / 2
