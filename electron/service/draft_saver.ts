import { writeDraft } from '../library/answer_draft'
import type { AnswerResult } from '../shared/ipc/answer_data'

/** Writes an answer down as it grows, for the case that the engine ends under it: of drafts that wait, only the last. */
export class DraftSaver {
  private work: Promise<void> | undefined
  private waiting: AnswerResult | undefined

  /** `rows` resolves once the rows of all sentences that were told are written. */
  constructor(
    private readonly path: string,
    private readonly rows: () => Promise<unknown>,
  ) {}

  save(draft: AnswerResult): void {
    this.waiting = draft
    this.work ??= this.saveAll().finally(() => {
      this.work = undefined
    })
  }

  /** Resolves once nothing more is written. */
  async settled(): Promise<void> {
    await this.work
  }

  private async saveAll(): Promise<void> {
    while (this.waiting) {
      const draft = this.waiting
      this.waiting = undefined
      await this.rows()
      await writeDraft(this.path, draft).catch(() => {}) // what was written of the text is kept all the same
    }
  }
}
