/** Does one thing after the other; higher priorities first, in each the first come first. */
export class Queue<T> {
  private waiting: { item: T; priority: number }[] = []
  private at: { item: T; done: Promise<void> } | undefined
  private paused = false
  private loop: Promise<void> | undefined

  /** `work` must not reject: it has told what went wrong when it resolves. */
  constructor(private readonly work: (item: T) => Promise<void>) {}

  get running(): T | undefined {
    return this.at?.item
  }

  add(item: T, priority = 0): void {
    const before = this.waiting.findIndex((other) => other.priority < priority)
    this.waiting.splice(before < 0 ? this.waiting.length : before, 0, { item, priority })
    this.loop ??= this.run().finally(() => {
      this.loop = undefined
    })
  }

  /** Takes what waits out again. False if it doesn't wait (any more). */
  remove(item: T): boolean {
    const at = this.waiting.findIndex((other) => other.item === item)
    if (at >= 0) this.waiting.splice(at, 1)
    return at >= 0
  }

  /** Begins nothing new. */
  pause(): void {
    this.paused = true
  }

  /** Resolves once what runs now is done. */
  async current(): Promise<void> {
    await this.at?.done
  }

  private async run(): Promise<void> {
    // add() returns before anything begins
    await Promise.resolve()
    while (!this.paused && this.waiting.length > 0) {
      const { item } = this.waiting.shift()!
      this.at = { item, done: this.work(item) }
      await this.at.done
      this.at = undefined
    }
  }
}
