import type { Readable, Writable } from 'node:stream'

/**
 * The page, by Chromium's debugging protocol over two pipes (--remote-debugging-pipe): a port would be a socket of the
 * test's own among those that are looked for.
 */
export class PagePipe {
  private readonly waiting = new Map<number, { resolve(value: never): void; reject(error: Error): void }>()
  private ids = 0
  private rest = ''

  /** Of the app: what it listens to, and what it says. */
  constructor(
    private readonly input: Writable,
    output: Readable,
  ) {
    output.setEncoding('utf8').on('data', (data: string) => this.take(data))
    output.on('close', () => this.fail(new Error('The app has ended.')))
    input.on('error', () => {})
  }

  /** Waits for the window's page, and calls an expression in it; a promise's value is waited for. */
  async session(): Promise<(expression: string) => Promise<unknown>> {
    const targetId = await this.page()
    const { sessionId } = await this.send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true })
    return async (expression) => {
      const asked = { expression, awaitPromise: true, returnByValue: true }
      const said = await this.send<Evaluated>('Runtime.evaluate', asked, sessionId)
      if (said.exceptionDetails) throw new Error(said.exceptionDetails.exception?.description ?? 'The page failed.')
      return said.result.value
    }
  }

  private async page(): Promise<string> {
    for (;;) {
      const { targetInfos } = await this.send<{ targetInfos: Target[] }>('Target.getTargets', {})
      const found = targetInfos.find(({ type, url }) => type === 'page' && url.startsWith('sparselens:'))
      if (found) return found.targetId
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  private send<T>(method: string, params: object, sessionId?: string): Promise<T> {
    const id = ++this.ids
    this.input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
    return new Promise<T>((resolve, reject) => this.waiting.set(id, { resolve, reject }))
  }

  private take(data: string): void {
    const messages = (this.rest + data).split('\0')
    this.rest = messages.pop()!
    for (const message of messages) {
      const { id, result, error } = JSON.parse(message)
      const waiting = this.waiting.get(id)
      this.waiting.delete(id)
      if (error) waiting?.reject(new Error(error.message))
      else waiting?.resolve(result as never)
    }
  }

  private fail(error: Error): void {
    for (const { reject } of this.waiting.values()) reject(error)
    this.waiting.clear()
  }
}

interface Target {
  targetId: string
  type: string
  url: string
}

interface Evaluated {
  result: { value: unknown }
  exceptionDetails?: { exception?: { description?: string } }
}
