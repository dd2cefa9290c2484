import { type Step, stepLine, stepText } from './progress'

export interface ErrorStream {
  isTTY?: boolean
  columns?: number
  write(text: string): unknown
}

const TERMINAL_INTERVAL_MS = 100
const LINE_INTERVAL_MS = 5000
/** What is done sooner needs no line in a log. */
const FIRST_LINE_MS = 1000
const CLEAR_LINE = '\r\u001b[K'

/** Shows steps on standard error: one line rewritten on a terminal, else at most a line per five seconds. */
export class ProgressDisplay {
  private last: number
  private lastWhat = ''
  private shown = false

  constructor(
    private readonly stream: ErrorStream,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.last = now() + FIRST_LINE_MS - LINE_INTERVAL_MS
  }

  show(step: Step): void {
    const now = this.now()
    if (this.stream.isTTY) {
      // a new stage shows at once
      if (now - this.last < TERMINAL_INTERVAL_MS && step.what === this.lastWhat) return
      // a line as wide as the terminal would wrap on some
      this.stream.write(CLEAR_LINE + stepLine(step, (this.stream.columns || 80) - 1))
      this.shown = true
    } else {
      if (now - this.last < LINE_INTERVAL_MS) return
      this.stream.write(`${stepText(step)}\n`)
    }
    this.last = now
    this.lastWhat = step.what
  }

  /** Leaves the terminal as it was, before anything else is printed. */
  clear(): void {
    if (this.shown) this.stream.write(CLEAR_LINE)
    this.shown = false
  }
}
