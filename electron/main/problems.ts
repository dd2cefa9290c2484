import type { TellPage } from './events'

/** Sentences for the user that belong to no single answer; those from before there was a page wait for it. */
export class Problems {
  private waiting: string[] | undefined = []

  constructor(private readonly tell: TellPage) {}

  report(message: string): void {
    if (this.waiting) this.waiting.push(message)
    else this.tell('app.problem', { message })
  }

  /** The page listens. */
  ready(): void {
    const messages = this.waiting ?? []
    this.waiting = undefined
    for (const message of messages) this.report(message)
  }
}
