import { modelHash } from './hash'

/**
 * The sha256 of a model's files, computed in the background and only while the model has nothing else to do: it would
 * take a core from the model, and an answer must never wait for it.
 */
export class BackgroundHash {
  /** Once it is known. */
  known: string | undefined
  readonly value: Promise<string>
  private atWork = 0
  private waiting: (() => void)[] = []

  constructor(paths: string[], folder?: string) {
    this.value = modelHash(paths, folder, () => this.turn()).then((hash) => {
      this.known = hash
      return hash
    })
    this.value.catch(() => {}) // whoever awaits it sees the failure
  }

  /** Lets it wait while the work is done. */
  async pausedWhile<T>(work: () => Promise<T>): Promise<T> {
    this.atWork++
    try {
      return await work()
    } finally {
      this.atWork--
      if (this.atWork === 0) for (const go of this.waiting.splice(0)) go()
    }
  }

  private async turn(): Promise<void> {
    while (this.atWork > 0) await new Promise<void>((resolve) => this.waiting.push(resolve))
  }
}
