import type { Engine } from './engine'
import type { Output } from './output'
import type { AskPassword } from './password'
import type { Step } from './progress'

/** The world around a run of the command line. */
export interface Surroundings {
  engine: Engine
  output: Pick<Output, 'write'>
  /** Columns of the terminal that the output goes to; undefined if it is none. */
  width?: number
  progress: { show(step: Step): void; clear(): void }
  /** Says a line beside the results. */
  note(line: string): void
  /** Undefined where nobody can be asked. */
  askPassword?: AskPassword
  /** Asks for a yes; undefined where nobody can be asked. */
  confirm?: (question: string) => Promise<boolean>
  /** What `--chat` is asked. */
  questions(signal: AbortSignal): AsyncIterable<string>
  signal: AbortSignal
}
