/** What every JavaScript host has, and this folder uses; declared here because it knows neither Node nor a page. */

declare const console: { error(...said: unknown[]): void }

interface AbortSignal {
  readonly aborted: boolean
}

/** A file that was dropped on the page or picked there. */
interface File {
  readonly name: string
}
