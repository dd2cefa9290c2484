export interface WatchdogOptions {
  everyMs: number
  /** Rounds that a ping may go unanswered. Rounds and not time, as a machine that sleeps makes no rounds. */
  patience: number
  isNeeded(): boolean
  ping(): Promise<unknown>
  onHung(): void
}

/** Notices that somebody doesn't answer any more. */
export class Watchdog {
  private readonly timer: NodeJS.Timeout
  private asked = false
  private missed = 0

  constructor(private readonly options: WatchdogOptions) {
    this.timer = setInterval(() => this.round(), options.everyMs)
    this.timer.unref?.()
  }

  stop(): void {
    clearInterval(this.timer)
  }

  private round(): void {
    if (this.asked) {
      if (++this.missed >= this.options.patience) {
        this.stop()
        this.options.onHung()
      }
      return
    }
    if (!this.options.isNeeded()) return
    this.asked = true
    this.missed = 0
    const answered = () => {
      this.asked = false
    }
    this.options.ping().then(answered, answered)
  }
}
