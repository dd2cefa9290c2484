/**
 * Asks one question at a time. While one is under way only the newest of those that came meanwhile is remembered, so
 * that holding an arrow key down doesn't pile up questions that nobody waits for any more.
 */
export class Latest<T> {
  private isBusy = false
  private next?: () => Promise<T>
  private nextDone?: (result: Promise<T>) => void

  /** Calls `done` with the answer, unless a newer question took this one's place before it was asked. */
  put(question: () => Promise<T>, done: (result: Promise<T>) => void): void {
    if (this.isBusy) {
      this.next = question
      this.nextDone = done
      return
    }
    this.isBusy = true
    const result = question()
    done(result)
    result
      .catch(() => {})
      .finally(() => {
        this.isBusy = false
        const { next, nextDone } = this
        this.next = this.nextDone = undefined
        if (next && nextDone) this.put(next, nextDone)
      })
  }
}

/** Keeps the results that were asked for lately. */
export class RecentlyUsed<T> {
  private readonly kept = new Map<string, T>()

  constructor(private readonly most: number) {}

  get(key: string): T | undefined {
    const value = this.kept.get(key)
    if (value !== undefined) this.set(key, value)
    return value
  }

  set(key: string, value: T): void {
    this.kept.delete(key)
    this.kept.set(key, value)
    for (const oldest of [...this.kept.keys()].slice(0, -this.most)) this.kept.delete(oldest)
  }
}
