import type { AnswerRecord } from '../library/answers'
import type { AnswerResult, AnswerSentence, Progress } from '../shared/ipc/answer_data'

/** How long text may stay unsaved. */
const SAVE_MS = 250
/** How often the page hears how far reading is; loading a model alone tells it hundreds of times a second. */
const TELL_MS = 50

/** What one generation has written: of a long document each part has one, and so has each merge. */
interface Draft {
  text: string
  sentences: AnswerSentence[]
}

/**
 * An answer at work: what was heard of it so far, saved as it grows. While it is written it shows the generation at
 * work; one that ends without a result keeps what all of them had written.
 */
export class LiveAnswer {
  private readonly drafts: Draft[] = []
  private section: string | undefined
  private timer: NodeJS.Timeout | undefined
  private told = Number.NEGATIVE_INFINITY

  constructor(
    public record: AnswerRecord,
    private readonly save: (record: AnswerRecord) => void,
  ) {}

  /** True if the state or the generation changed. */
  take(progress: Progress): boolean {
    if (progress.stage !== 'answer') return this.enter('reading')
    const section = `${progress.merging} ${progress.part}`
    const isNew = section !== this.section
    this.section = section
    if (isNew) this.drafts.push({ text: '', sentences: [] })
    const draft = this.drafts.at(-1)!
    draft.text += progress.token
    this.record = { ...this.record, ...draft }
    this.timer ??= setTimeout(() => this.flush(), SAVE_MS)
    return this.enter('answering') || isNew
  }

  /** Every token is; of steps that come fast, some are, and the last. */
  isWorthTelling(progress: Progress, now = performance.now()): boolean {
    const isLast =
      progress.stage === 'load' ? progress.done >= 1 : 'total' in progress && progress.done >= progress.total
    if (progress.stage !== 'answer' && !isLast && now - this.told < TELL_MS) return false
    this.told = now
    return true
  }

  /** `generation`: index among those of the answer. False if it isn't the one at work. */
  addSentence(generation: number, sentence: AnswerSentence): boolean {
    const draft = this.drafts[generation]
    if (!draft) return false
    draft.sentences = [...draft.sentences, sentence]
    if (draft !== this.drafts.at(-1)) return false
    this.record = { ...this.record, sentences: draft.sentences }
    this.flush()
    return true
  }

  /** The answer as it ended with a result. */
  ended(result: AnswerResult): AnswerRecord {
    const { answer } = result.generations[result.main]!
    this.settle()
    const state = answer.stopped === 'cancelled' ? 'cancelled' : 'done'
    this.record = { ...this.record, state, text: answer.text, sentences: answer.sentences, result }
    const broken = result.remote?.broken
    if (broken !== undefined) this.record = { ...this.record, state: 'failed', problem: broken }
    return this.record
  }

  /** The answer as it ended without one. */
  endedAs(state: AnswerRecord['state'], problem?: string): AnswerRecord {
    this.settle()
    const text = this.drafts.map((draft) => draft.text.trim()).join('\n\n')
    const sentences = this.drafts.flatMap((draft) => draft.sentences)
    const written = this.record.result ? {} : { text, sentences }
    this.record = { ...this.record, ...written, state, ...(problem === undefined ? {} : { problem }) }
    return this.record
  }

  /** The app is closed: what has written nothing yet waits for the next start, as if it had not begun. */
  closed(problem: string): AnswerRecord {
    if (this.drafts.length > 0) return this.endedAs('interrupted', problem)
    this.record = { ...this.record, state: 'queued', text: '', sentences: [], result: undefined }
    return this.record
  }

  private enter(state: AnswerRecord['state']): boolean {
    if (this.record.state === state) return false
    const { automatic: _, ...record } = this.record // it waits no more
    this.record = { ...record, state }
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
