import type { Failure } from './calls'

/** What the preload gives the page as `window.sparselens`; nothing else of Electron reaches it. */
export interface Bridge {
  /** Answers with a value or a failure: errors lose their code on the way through contextBridge. */
  call(name: string, input: unknown): Promise<{ ok: true; value: unknown } | { ok: false; failure: Failure }>
  /** Returns how to stop listening. */
  listen(listener: (name: string, data: unknown) => void): () => void
  /** Paths of files that were dropped or picked, which main takes from now on; empty strings for what has none. */
  pathsOf(files: File[]): string[]
}
