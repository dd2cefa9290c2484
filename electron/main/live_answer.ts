import type { AnswerResult, AnswerSentence, Progress } from '../ipc/answer_data'
import type { AnswerRecord } from '../library/answers'

/** How long text may stay unsaved. */
const SAVE_MS = 250

/** An answer at work: what was heard of it so far, saved as it grows. */
export class LiveAnswer {
  private timer: NodeJS.Timeout | undefined
  /** Which text is being written: of a long document each part has one, and so has each merge. */
  private section: string | undefined

  constructor(
    public record: AnswerRecord,
    private readonly save: (record: AnswerRecord) => void,
  ) {}

  /** True if the state changed. */
  take(progress: Progress): boolean {
    if (progress.stage !== 'answer') return this.enter('reading')
    const section = `${progress.merging} ${progress.part}`
    const separator = this.section !== undefined && this.section !== section ? '\n\n' : ''
    this.section = section
    this.record = { ...this.record, text: this.record.text + separator + progress.token }
    this.timer ??= setTimeout(() => this.flush(), SAVE_MS)
    return this.enter('answering')
  }

  addSentence(sentence: AnswerSentence): void {
    this.record = { ...this.record, sentences: [...this.record.sentences, sentence] }
    this.flush()
  }

  /** The answer as it ended with a result. */
  ended(result: AnswerResult): AnswerRecord {
    const { answer } = result.generations[result.main]!
    this.settle()
    const state = answer.stopped === 'cancelled' ? 'cancelled' : 'done'
    this.record = { ...this.record, state, text: answer.text, sentences: answer.sentences, result }
    return this.record
  }

  /** The answer as it ended without one: with what had been written. */
  endedAs(state: AnswerRecord['state'], problem?: string): AnswerRecord {
    this.settle()
    this.record = { ...this.record, state, ...(problem === undefined ? {} : { problem }) }
    return this.record
  }

  private enter(state: AnswerRecord['state']): boolean {
    if (this.record.state === state) return false
    this.record = { ...this.record, state }
    this.flush()
    return true
  }

  private flush(): void {
    this.settle()
    this.save(this.record)
  }

  private settle(): void {
    clearTimeout(this.timer)
    this.timer = undefined
  }
}
