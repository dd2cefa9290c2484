import { DocumentError } from '../shared/document/types'

export function throwIfCancelled(signal: AbortSignal | undefined, file: string): void {
  if (signal?.aborted) throw new DocumentError('cancelled', `Reading "${file}" was stopped.`)
}
