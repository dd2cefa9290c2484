import { oneLine } from '../document/one_line'
import type { Failure } from './calls'

/** Our own errors carry a code such as 'context-full'; Node's are written otherwise (ENOENT). */
const CODE = /^[a-z]+(-[a-z]+)*$/

/** A failure that came from another process. `message` is one sentence for people. */
export class CallFailure extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
    this.name = 'CallFailure'
  }
}

/** What to tell the other process about any error. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return unexpected(String(error))
  const { code } = error as { code?: unknown }
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return { code: 'disk-full', message: 'The disk is full: free some space and try again.' }
  }
  if (typeof code === 'string' && CODE.test(code)) return { code, message: error.message }
  if (error.name === 'AbortError') return { code: 'cancelled', message: 'Cancelled.' }
  return unexpected(error.message)
}

function unexpected(message: string): Failure {
  const cause = oneLine(message).replace(/\.$/, '')
  return { code: 'failed', message: `SparseLens failed (${cause}); try again, and report it if it happens again.` }
}
