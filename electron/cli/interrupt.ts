import { EXIT } from './exit'

/** A terminal sends Ctrl-C to everyone, and npm passes its own on: two within this time are one. */
const SAME_PRESS_MS = 500
/** What doesn't end after a Ctrl-C by then is ended. */
const PATIENCE_MS = 5000

/** Turns the first Ctrl-C into an aborted signal and the second one into the end of the process. */
export function onInterrupt(controller: AbortController, exit: () => void): () => void {
  let first = 0
  let patience: NodeJS.Timeout | undefined
  const interrupt = () => {
    if (first === 0) {
      first = performance.now()
      controller.abort()
      patience = setTimeout(exit, PATIENCE_MS)
      patience.unref()
    } else if (performance.now() - first > SAME_PRESS_MS) {
      exit()
    }
  }
  process.on('SIGINT', interrupt)
  return () => {
    clearTimeout(patience)
    process.off('SIGINT', interrupt)
  }
}

export function exitCancelled(): never {
  process.stderr.write('Cancelled.\n')
  process.exit(EXIT.cancelled)
}
