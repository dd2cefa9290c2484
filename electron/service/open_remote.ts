import { join } from 'node:path'
import { readStored } from '../documents/stored'
import { type RemoteOptions, RemoteSession } from '../remote/session'
import type { Progress } from '../shared/ipc/answer_data'

interface OpenOptions {
  onProgress: (progress: Progress) => void
  signal: AbortSignal
}

/** The document that is open with a model on another machine: tokenized once for any number of questions. */
export class OpenRemote {
  private opened?: { key: string; folder: string; session: RemoteSession }

  async open(folder: string, endpoint: RemoteOptions, options: OpenOptions): Promise<RemoteSession> {
    const key = JSON.stringify([folder, endpoint])
    if (this.opened?.key === key) return this.opened.session
    await this.close()
    const source = await readStored(join(folder, 'document.json'))
    const session = await RemoteSession.open(endpoint, source, options)
    this.opened = { key, folder, session }
    return session
  }

  async close(): Promise<void> {
    const closing = this.opened
    this.opened = undefined
    await closing?.session.close()
  }

  /** Closes the document of `folder`. */
  async forget(folder: string): Promise<void> {
    if (this.opened?.folder === folder) await this.close()
  }
}
