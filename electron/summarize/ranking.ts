import type { Answer } from '../shared/ipc/answer_data'

/**
 * Which part of a long document answers a question best. A part without the answer makes the model guess: its words
 * are less likely to it, and point at no sentence. Weights: test/eval/README.md.
 */
export function answerStrength(answer: Answer, retrievalLayers: number): number {
  const best = Math.max(0, ...answer.sentences.map((sentence) => sentence.evidence[0]?.score ?? 0))
  return answer.logProbability + best / Math.max(1, retrievalLayers)
}
