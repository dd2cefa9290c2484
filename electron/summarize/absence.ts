import type { Support } from '../shared/ipc/answer_data'
import { type PartReader, type Readable, scoredAfter } from './part_reader'
import type { GeneratedAnswer } from './telling'

/**
 * Share of a sentence's surprise, -log P, that the excerpts take away, from which on they support it. Of fifteen sentences
 * about a lease the right ones had 0.78 and more, those that mixed in something 0.56 to 0.71, inventions 0.2 and less.
 */
const SUPPORTED = 0.7
const WEAK = 0.4

export const supportOfShare = (share: number): Support =>
  share >= SUPPORTED ? 'supported' : share >= WEAK ? 'weak' : 'none'

/**
 * Marks an answer's sentences by what becomes of them when the text that the reader holds is taken away and only `without`
 * stands before the question, as ContextCite (arXiv 2409.00729) proves sources. Two passes over question and answer.
 */
export async function supportByAbsence(
  reader: PartReader,
  { text, without }: { text: Readable; without: Readable },
  { generation, traced }: GeneratedAnswer,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { textEnd, promptLength, answer } = generation
  if (answer.tokens === 0) return
  const said = Int32Array.from(traced.tokens.slice(textEnd), ({ id }) => id)
  const from = promptLength - textEnd
  const { logProbabilities: seen } = await scoredAfter(reader, text, said, from, signal)
  const { logProbabilities: unseen } = await scoredAfter(reader, without, said, from, signal)
  for (const sentence of answer.sentences) {
    const sum = (values: Float32Array) => values.subarray(sentence.from, sentence.to).reduce((all, one) => all + one, 0)
    sentence.support = supportOfShare(1 - sum(seen) / Math.min(-1e-6, sum(unseen)))
  }
}
