import { EngineError } from '../engine/errors'
import { oneLine } from '../shared/document/one_line'
import { DocumentError } from '../shared/document/types'

/** What the exit status says; other programs rely on it. */
export const EXIT = { done: 0, usage: 2, document: 3, model: 4, engine: 5, some: 6, cancelled: 130 } as const

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT]

/** Wrong usage of the command line. `message` says what is wrong, without a full stop. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** Of several files some could not be done; the others are. `message` says which. */
export class SomeFailed extends Error {
  override name = 'SomeFailed'
}

export interface Failure {
  status: ExitStatus
  /** One line: what went wrong and what to do. */
  line: string
}

/** What to tell the caller about an error, whatever it is. */
export function failureOf(error: unknown): Failure {
  if (isCancellation(error)) return { status: EXIT.cancelled, line: 'Cancelled.' }
  if (error instanceof UsageError) {
    const usage = 'usage: npm run analyze -- FILE [--ask QUESTION]... [options] (all of them: --help)'
    return { status: EXIT.usage, line: oneLine(`${error.message}; ${usage}`) }
  }
  if (error instanceof SomeFailed) return { status: EXIT.some, line: oneLine(error.message) }
  if (error instanceof DocumentError)
    return { status: EXIT.document, line: oneLine(error.message) + passwordHint(error) }
  if (error instanceof EngineError) {
    // a number that the model doesn't allow, such as --ctx
    if (error.code === 'bad-argument') return { status: EXIT.usage, line: oneLine(error.message) }
    return { status: error.isAboutTheModel ? EXIT.model : EXIT.engine, line: oneLine(error.message) }
  }
  const cause = oneLine(error instanceof Error ? error.message : String(error)).replace(/\.$/, '')
  return { status: EXIT.engine, line: `SparseLens failed (${cause}); try again, and report it if it happens again.` }
}

/** How to give a password on the command line, which the reader of documents doesn't know. */
function passwordHint({ code }: DocumentError): string {
  return code === 'encrypted' ? ' Use --password-file, or run it on a terminal.' : ''
}

function isCancellation(error: unknown): boolean {
  if (error instanceof DocumentError || error instanceof EngineError) return error.code === 'cancelled'
  return error instanceof Error && error.name === 'AbortError'
}
