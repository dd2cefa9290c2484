import { isCancelled } from '../engine/errors'
import { type NativeContext, type SampledToken, withCancel } from '../engine/native'
import { Drafts } from './drafts'

export interface StepsOptions {
  signal?: AbortSignal
  /** Being cancelled after the first token ends the answer there, instead of throwing. */
  keepCancelled?: boolean
}

/** The tokens of an answer, one after the other: several come of one evaluation where they were drafted rightly. */
export class Steps {
  private readonly drafts: Drafts
  private readonly ready: SampledToken[] = []
  private said = 0

  /** `context` holds all tokens before the answer but the last. */
  constructor(
    private readonly context: NativeContext,
    private readonly options: StepsOptions,
  ) {
    this.drafts = new Drafts(context.tokens())
  }

  /** What comes after `token`; undefined if the answer is to end here because it was cancelled. */
  async after(token: number): Promise<SampledToken | undefined> {
    this.drafts.push(token)
    if (this.ready.length === 0) {
      const sampled = await this.evaluate(token)
      if (!sampled) return undefined
      this.ready.push(...sampled)
    }
    this.said++
    return this.ready.shift()
  }

  private async evaluate(token: number): Promise<SampledToken[] | undefined> {
    // nothing tells how an answer begins
    const drafted = this.said > 0 && areOn() ? this.drafts.next() : []
    try {
      const sampled = await withCancel(this.options.signal, (cancel) =>
        this.context.stepThrough(Int32Array.of(token, ...drafted), cancel),
      )
      this.drafts.tell(sampled.length - 1)
      return sampled
    } catch (error) {
      if (this.options.keepCancelled && this.said > 0 && isCancelled(error)) return undefined
      throw error
    }
  }
}

/** SPARSELENS_DRAFTS=off evaluates token by token, to compare with. */
const areOn = () => process.env.SPARSELENS_DRAFTS !== 'off'
