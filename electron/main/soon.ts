/** Does something a little later, once for all that asked for it meanwhile. */
export class Soon {
  private timer: NodeJS.Timeout | undefined
  private isOver = false

  constructor(
    private readonly ms: number,
    private readonly work: () => void,
  ) {}

  ask(): void {
    if (this.isOver) return
    this.timer ??= setTimeout(() => {
      this.timer = undefined
      this.work()
    }, this.ms)
  }

  /** Neither what was asked for is done any more, nor what will be. */
  end(): void {
    this.isOver = true
    clearTimeout(this.timer)
  }
}
