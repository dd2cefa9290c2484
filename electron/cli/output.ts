import type { Writable } from 'node:stream'

/** Thrown when whoever reads our output has closed it, as `| head` does: then we end quietly. */
export class OutputClosed extends Error {
  override name = 'OutputClosed'
}

/** Standard output: `write` resolves once the text is handed over. */
export class Output {
  private failure?: Error
  private readonly closed = new AbortController()

  constructor(private readonly stream: Writable) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      this.failure = error.code === 'EPIPE' ? new OutputClosed('output closed') : error
      this.closed.abort(this.failure)
    })
  }

  /** Aborted when nothing can be written any more. */
  get signal(): AbortSignal {
    return this.closed.signal
  }

  async write(text: string): Promise<void> {
    if (this.failure) throw this.failure
    await new Promise<void>((resolve, reject) => {
      this.stream.write(text, (error?: NodeJS.ErrnoException | null) => {
        if (!error) resolve()
        else reject(error.code === 'EPIPE' ? new OutputClosed('output closed') : error)
      })
    })
  }
}
