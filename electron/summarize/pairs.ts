import type { Pairs } from '../shared/ipc/answer_data'

/**
 * Query-key pairs of the queries at positions [0, queries) on all layers. The query at position p sees p + 1 keys; of
 * these min(topK, p + 1) enter attention. Closed forms, exact.
 */
export function pairsOf(queries: number, topK: number, layers: number): Pairs {
  const dense = triangle(queries)
  const attended = queries <= topK ? dense : triangle(topK) + (queries - topK) * topK
  return { attended: layers * attended, dense: layers * dense, indexer: layers * dense }
}

/** Queries that an answer rests on: the last answer token is no query of it, and the prompt's last one is the first. */
export const queriesOf = (promptLength: number, answerTokens: number) => promptLength + Math.max(0, answerTokens - 1)

/** 1 + 2 + … + n */
const triangle = (n: number) => (n * (n + 1)) / 2
