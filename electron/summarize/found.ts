import type { Passage } from '../shared/ipc/answer_data'
import type { DocumentFacts } from './facts/unfound'

/**
 * Share of the question that a passage explains from which on the document is taken to say what was asked:
 * test/eval/README.md.
 */
export const SAID = 0.3

/**
 * The same where nothing was weighed: evidence per retrieval layer of the best passage that a first look found. How sure
 * the model is of its answer, and how strongly the answer points at an excerpt, tell far less: test/eval/README.md.
 */
const LEAST = 1

/**
 * Whether the document says what was asked: it holds all names, numbers and dates of the question, and something in it
 * answers to the question's words. `ranked`: best first.
 */
export function isSaid(
  question: string,
  ranked: readonly Passage[],
  retrievalLayers: number,
  facts: DocumentFacts | undefined,
): boolean {
  if (!isAnsweredTo(ranked, LEAST * Math.max(1, retrievalLayers))) return false
  return !facts || facts.unfoundIn(withoutFirstWord(question)).length === 0
}

function isAnsweredTo(ranked: readonly Passage[], leastEvidence: number): boolean {
  const shares = ranked.flatMap(({ explains }) => explains ?? [])
  return shares.length > 0 ? Math.max(...shares) >= SAID : ranked.length > 0 && ranked[0]!.score >= leastEvidence
}

/** It asks ("Wann"), in whatever language, and has a capital for that. */
const withoutFirstWord = (question: string): string => question.trim().replace(/^[^\p{L}\p{N}]*[\p{L}'’]+[\s,]+/u, '')
