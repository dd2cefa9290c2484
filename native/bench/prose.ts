/** A text to read, some 10,000 tokens long. */
export const PROSE =
  'The harbour board met and spoke of rope, paint and lamps; the pier was not finished in time. '.repeat(500)

const SENTENCE = 20

/** Sentences of about the usual length, as positions [begin, end) in pairs, so that pooling has its usual work. */
export function sentencesUpTo(tokens: number): Int32Array {
  return Int32Array.from({ length: Math.floor(tokens / SENTENCE) * 2 }, (_, i) => Math.ceil(i / 2) * SENTENCE)
}
