import { type PartReader, type Readable, scoredAfter, tokenIds } from './part_reader'
import { QUESTION, questionPrompt } from './prompts'

export interface Before {
  /** Tokens of the conversation so far: they stand before the text. */
  before?: Int32Array
  signal?: AbortSignal
}

/**
 * Tells how probable a question is after a text. log P(question | passage) - log P(question) is what the passage gains, in
 * nats; as a share of the question's surprise, -log P(question), it is what it explains of the question. Query likelihood
 * (Ponte and Croft 1998) with the language model itself, as arXiv 2204.07496 reranks passages.
 */
export class QuestionLikelihood {
  /** Tokens that the model was given for it. */
  evaluated = 0
  private readonly base: Readable

  private constructor(
    private readonly reader: PartReader,
    /** With what stands before a question's own words, of which there are `lead`. */
    private readonly asked: Int32Array,
    private readonly lead: number,
    before: Int32Array,
    private readonly signal: AbortSignal | undefined,
  ) {
    this.base = { ids: before, sentences: [] }
  }

  static async open(
    reader: PartReader,
    question: string,
    { before = new Int32Array(), signal }: Before,
  ): Promise<QuestionLikelihood> {
    const asked = await tokenIds(reader.model, questionPrompt(question), false)
    const lead = (await tokenIds(reader.model, QUESTION, false)).length
    return new QuestionLikelihood(reader, asked, Math.min(lead, asked.length - 1), before, signal)
  }

  fits(text: Int32Array): boolean {
    const { reader, base, asked } = this
    return reader.textStart + base.ids.length + text.length + asked.length <= reader.context.capacity()
  }

  /** Of the question's own words, in nats. */
  async logProbability(text: Int32Array = new Int32Array()): Promise<number> {
    const { reader, base, asked, lead, signal } = this
    const tokens = Int32Array.from([...text, ...asked])
    const { logProbabilities, evaluated } = await scoredAfter(reader, base, tokens, text.length + lead, signal)
    this.evaluated += evaluated
    return logProbabilities.reduce((sum, one) => sum + one, 0)
  }
}
