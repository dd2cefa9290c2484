import type { OpenModel } from '../../../electron/engine/model'
import { type NativeContext, native } from '../../../electron/engine/native'
import type { RequestResult } from '../../../electron/summarize/types'
import { CONTEXT } from '../run_text'

/** What was said of a text: its prompt's end, the answer, and which of its tokens. Statements of one answer share it. */
export interface Statement {
  question: Int32Array
  answer: Int32Array
  from: number
  to: number
}

/** All tokens of one answer about a text that was read whole. */
export function tokensOf({ traced, generations }: RequestResult) {
  const { textStart, textEnd, promptLength } = generations[0]!
  const ids = Int32Array.from(traced[0]!.tokens, ({ id }) => id)
  return {
    opening: ids.subarray(0, textStart),
    text: ids.subarray(textStart, textEnd),
    question: ids.subarray(textEnd, promptLength),
    answer: ids.subarray(promptLength),
  }
}

/**
 * A text that is read again without some of its sentences, as ContextCite (arXiv 2409.00729) does: nothing of them is left,
 * also not what later tokens had absorbed. What stands before the first that is left out isn't read again.
 */
export class AblatedText {
  private constructor(
    private readonly context: NativeContext,
    private readonly opening: Int32Array,
    private readonly text: Int32Array,
    /** Tokens [begin, end) of the text, in pairs. */
    private readonly sentences: Int32Array,
  ) {}

  /** `positions`: of the sentences in the context, in pairs, as a trace has them. */
  static async open(
    model: OpenModel,
    { opening, text }: { opening: Int32Array; text: Int32Array },
    positions: Int32Array,
    threads = 2,
  ): Promise<AblatedText> {
    const context = await native().Context.create(model.native, { length: CONTEXT, threads })
    const sentences = positions.map((position) => position - opening.length)
    return new AblatedText(context, opening, text, sentences)
  }

  /** log P of each statement, in nats, where the text lacks these sentences. */
  async logProbabilities(without: ReadonlySet<number>, statements: readonly Statement[]): Promise<number[]> {
    const kept = this.textWithout(without)
    await this.read(kept)
    const ofAnswers = new Map<Int32Array, Float32Array>()
    for (const { question, answer } of statements) {
      if (ofAnswers.has(answer)) continue
      this.context.trim(kept.length)
      const tokens = Int32Array.from([...question, ...answer])
      const { logProbabilities } = await this.context.score(tokens, question.length, 'off', false)
      ofAnswers.set(answer, logProbabilities)
    }
    return statements.map(({ answer, from, to }) =>
      ofAnswers
        .get(answer)!
        .subarray(from, to)
        .reduce((sum, one) => sum + one, 0),
    )
  }

  close(): Promise<void> {
    return this.context.close()
  }

  private textWithout(without: ReadonlySet<number>): Int32Array {
    const { opening, text, sentences } = this
    const isOut = new Uint8Array(text.length)
    for (const sentence of without) isOut.fill(1, sentences[2 * sentence], sentences[2 * sentence + 1])
    return Int32Array.from([...opening, ...text.filter((_, i) => !isOut[i])])
  }

  private async read(ids: Int32Array): Promise<void> {
    const { context } = this
    const held = context.tokens()
    let same = 0
    while (same < ids.length && held[same] === ids[same]) same++
    context.trim(same)
    if (same < ids.length) await context.evaluate(ids.subarray(same), 'off')
  }
}
