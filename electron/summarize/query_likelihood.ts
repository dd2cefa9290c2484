import { withCancel } from '../engine/native'
import type { Alignment } from '../shared/document/alignment'
import type { Passage } from '../shared/ipc/answer_data'
import { type PartReader, type Readable, tokenIds } from './part_reader'
import { QUESTION, questionPrompt } from './prompts'

/**
 * How much more probable passages make a question: log P(question | passage) - log P(question) in nats, each passage read
 * alone; as a share of the question's surprise, -log P(question), it is what the passage explains of the question. Query
 * likelihood (Ponte and Croft 1998) with the language model itself, as arXiv 2204.07496 reranks passages. It knows a
 * sentence that answers the question from one that only speaks of the same: test/eval/README.md.
 */

export interface Weighing {
  /** Tokens of the conversation so far: they stand before the passage. */
  before?: Int32Array
  signal?: AbortSignal
}

/** Best first, and what the model did for it. */
export interface Weighed {
  passages: Passage[]
  tokens: number
  seconds: number
}

/**
 * How many of the best of a first look are weighed. Of 28 stated facts 24 were among the first 8, and 26 among 16, which a
 * large model has no time for: each is read with the question, some 50 tokens.
 */
const WEIGHED = { builtIn: 16, others: 8 }

/** What the nats of a gain weigh beside the evidence: they tell more. Chosen on half of the evaluation's texts. */
const GAIN_WEIGHT = 3

/** Nats of a question that asks for no single thing ("What is it about?" has 13): it tells no passages apart. */
const LEAST_SURPRISE = 15

/**
 * Passages of a first look (best first) with the best of them weighed: the nats that they gain are added to their score,
 * which is a sum of logarithms, too, by their weight. The reader's text is another one after it.
 */
export async function weighed(
  reader: PartReader,
  question: string,
  ranked: readonly Passage[],
  document: Pick<Alignment, 'tokens' | 'sentences'>,
  how: Weighing = {},
): Promise<Weighed> {
  const started = performance.now()
  const most = reader.model.builtIn ? WEIGHED.builtIn : WEIGHED.others
  const best = ranked.slice(0, most)
  const { gains, surprise, tokens } = await questionGains(reader, question, best, document, how)
  const known = gains.length > 0 ? best.map((passage, i) => withGain(passage, gains[i]!, surprise)) : best
  known.sort((a, b) => b.score - a.score || a.sentence - b.sentence)
  const seconds = (performance.now() - started) / 1000
  return { passages: [...known, ...ranked.slice(most)], tokens, seconds }
}

const withGain = (passage: Passage, gain: number, surprise: number): Passage => ({
  ...passage,
  score: passage.score + GAIN_WEIGHT * Math.max(0, gain),
  explains: gain / surprise,
})

/**
 * Of each passage in nats, in their order, and -log P of the question alone. None where a question tells no passages
 * apart, or is so long that it doesn't fit beside them.
 */
export async function questionGains(
  reader: PartReader,
  question: string,
  passages: readonly Passage[],
  { tokens, sentences }: Pick<Alignment, 'tokens' | 'sentences'>,
  { before = new Int32Array(), signal }: Weighing = {},
): Promise<{ gains: number[]; surprise: number; tokens: number }> {
  const asked = await tokenIds(reader.model, questionPrompt(question), false)
  const words = Math.min((await tokenIds(reader.model, QUESTION, false)).length, asked.length - 1)
  const texts = passages.map(({ sentence }) => {
    const { firstToken, endToken } = sentences[sentence]!
    return tokens.ids.subarray(firstToken, endToken)
  })
  const longest = Math.max(0, ...texts.map(({ length }) => length))
  const fits = reader.textStart + before.length + longest + asked.length <= reader.context.capacity()
  if (passages.length === 0 || !fits) return { gains: [], surprise: 0, tokens: 0 }
  const base: Readable = { ids: before, sentences: [] }
  let evaluated = 0
  const likelihood = async (text: Int32Array): Promise<number> => {
    evaluated += (await reader.read(base, undefined, signal)) + text.length + asked.length
    const ids = Int32Array.from([...text, ...asked])
    const { logProbabilities } = await withCancel(signal, (cancel) =>
      reader.context.score(ids, text.length + words, 'off', false, cancel),
    )
    return logProbabilities.reduce((sum, one) => sum + one, 0)
  }
  const without = await likelihood(new Int32Array())
  if (-without < LEAST_SURPRISE) return { gains: [], surprise: -without, tokens: evaluated }
  const gains: number[] = []
  for (const text of texts) gains.push((await likelihood(text)) - without)
  return { gains, surprise: -without, tokens: evaluated }
}
