import type { Shape } from './shape'

/** Kept of each row of an answer (native/addon/recorder/row_reader.h). */
const MISSED = 64
const SENTENCES = 256
const ROW_HEADER = 24
/** Tokens of a sentence, about. */
const SENTENCE_TOKENS = 20

/**
 * What the recorder and the trace hold of a whole context that is read, and of an answer's rows; electron/trace/FORMAT.md
 * says how a row is coded.
 */
export function recorderBytes(
  { layers, topK }: Pick<Shape, 'layers' | 'topK'>,
  context: number,
  answerTokens: number,
): number {
  const selected = Math.min(topK, context)
  // a score and a gap for each, and two bytes more for gaps above 255, of which selections that cluster have few
  const positions = selected * 3 + Math.min(selected, context / 1024) * 2
  const row = ROW_HEADER + positions + MISSED * 5 + SENTENCES * 6
  const sentences = context / SENTENCE_TOKENS
  // how often each position was selected, and its index mass: of the document, and of the question again
  const counts = 2 * 8 * context
  const background = 12 * sentences
  const perContext = 4 * 3 * context
  return Math.round(layers * (counts + background + answerTokens * row) + perContext)
}
