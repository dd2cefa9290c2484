import { withCancel } from '../engine/native'
import type { Alignment } from '../shared/document/alignment'
import type { Passage } from '../shared/ipc/answer_data'
import { type PartReader, type Readable, tokenIds } from './part_reader'
import { QUESTION, questionPrompt } from './prompts'
import type { RequestOptions } from './types'

/**
 * How much more probable passages make a question: log P(question | passage) - log P(question) in nats, each passage read
 * alone; as a share of the question's surprise, -log P(question), it is what the passage explains of the question. Query
 * likelihood (Ponte and Croft 1998) with the language model itself, as arXiv 2204.07496 reranks passages. It knows a
 * sentence that answers the question from one that only speaks of the same: test/eval/README.md.
 */

export interface Weighing {
  /** Tokens of the conversation so far: they stand before the passage. */
  before?: Int32Array
  /** Before each passage. */
  onProgress?: RequestOptions['onProgress']
  signal?: AbortSignal
}

/** Best first, and what the model did for it. */
export interface Weighed {
  passages: Passage[]
  tokens: number
  seconds: number
}

/**
 * How many of the best of a first look are weighed: 8, and as many more if nothing explains half of the question by then.
 * Of 28 stated facts 24 were among the first 8, and 26 among 16. Each is read with the question, some 50 tokens.
 */
const AT_ONCE = 8
const MOST = 16
const ENOUGH = 0.5

/** What the nats of a gain weigh beside the evidence: they tell more. */
const GAIN_WEIGHT = 3

/** Nats of a question that asks for no single thing ("What is it about?" has 13): it tells no passages apart. */
const LEAST_SURPRISE = 15

/**
 * Passages of a first look (best first) with the best of them weighed: the nats that they gain are added to their score,
 * which is a sum of logarithms, too, by their weight. Nothing changes where a question tells no passages apart or is so
 * long that it doesn't fit beside them. The reader's text is another one after it.
 */
export async function weighed(
  reader: PartReader,
  question: string,
  ranked: readonly Passage[],
  document: Pick<Alignment, 'tokens' | 'sentences'>,
  how: Weighing = {},
): Promise<Weighed> {
  const started = performance.now()
  const likelihood = await QuestionLikelihood.open(reader, question, how)
  const texts = ranked.slice(0, MOST).map((passage) => ({ passage, ids: idsOf(passage, document) }))
  const known: Passage[] = []
  if (texts.length > 0 && texts.every(({ ids }) => likelihood.fits(ids))) {
    const surprise = -(await likelihood.logProbability())
    for (const { passage, ids } of surprise < LEAST_SURPRISE ? [] : texts) {
      if (known.length % AT_ONCE === 0 && known.some(({ explains }) => explains! >= ENOUGH)) break
      how.onProgress?.({ stage: 'weigh', passage: known.length, passages: texts.length })
      known.push(withGain(passage, (await likelihood.logProbability(ids)) + surprise, surprise))
    }
  }
  const rest = ranked.slice(known.length)
  known.sort((a, b) => b.score - a.score || a.sentence - b.sentence)
  const seconds = (performance.now() - started) / 1000
  return { passages: [...known, ...rest], tokens: likelihood.evaluated, seconds }
}

const withGain = (passage: Passage, gain: number, surprise: number): Passage => ({
  ...passage,
  score: passage.score + GAIN_WEIGHT * Math.max(0, gain),
  explains: gain / surprise,
})

function idsOf({ sentence }: Passage, { tokens, sentences }: Pick<Alignment, 'tokens' | 'sentences'>): Int32Array {
  const { firstToken, endToken } = sentences[sentence]!
  return tokens.ids.subarray(firstToken, endToken)
}

/** Tells how probable a question is after a text. */
class QuestionLikelihood {
  /** Tokens that the model was given for it. */
  evaluated = 0
  private readonly base: Readable

  private constructor(
    private readonly reader: PartReader,
    /** With what stands before a question's own words, of which there are `lead`. */
    private readonly asked: Int32Array,
    private readonly lead: number,
    { before = new Int32Array() }: Weighing,
    private readonly signal: AbortSignal | undefined,
  ) {
    this.base = { ids: before, sentences: [] }
  }

  static async open(reader: PartReader, question: string, how: Weighing): Promise<QuestionLikelihood> {
    const asked = await tokenIds(reader.model, questionPrompt(question), false)
    const lead = (await tokenIds(reader.model, QUESTION, false)).length
    return new QuestionLikelihood(reader, asked, Math.min(lead, asked.length - 1), how, how.signal)
  }

  fits(text: Int32Array): boolean {
    const { reader, base, asked } = this
    return reader.textStart + base.ids.length + text.length + asked.length <= reader.context.capacity()
  }

  /** Of the question's own words, in nats. */
  async logProbability(text: Int32Array = new Int32Array()): Promise<number> {
    const { reader, asked, signal } = this
    this.evaluated += (await reader.read(this.base, undefined, signal)) + text.length + asked.length
    const ids = Int32Array.from([...text, ...asked])
    const { logProbabilities } = await withCancel(signal, (cancel) =>
      reader.context.score(ids, text.length + this.lead, 'off', false, cancel),
    )
    return logProbabilities.reduce((sum, one) => sum + one, 0)
  }
}
