import type { Passage } from '../shared/ipc/answer_data'

/**
 * Evidence per retrieval layer of the best passage that a first look found, from which on the document is taken to say
 * what was asked. Chosen on one half of test/eval, reported on the other; how sure the model is of its answer, and how
 * strongly the answer points at an excerpt, tell far less.
 */
const LEAST = 1.9

/** Whether the document says what was asked. `ranked`: best first. */
export const isSaid = ([best]: readonly Passage[], retrievalLayers: number): boolean =>
  best !== undefined && best.score >= LEAST * Math.max(1, retrievalLayers)
