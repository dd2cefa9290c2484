import type { SourceDocument } from '../shared/document/types'
import type { Arguments } from './arguments'
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

/** What is done with a file, for those who do it with several. */
export interface FileWork {
  readDocument(args: Arguments, around: Surroundings): Promise<SourceDocument>
  answer(document: SourceDocument, args: Arguments, around: Surroundings): Promise<void>
}

/** Of one of several files: what is said and shown names it. */
export const ofFile = (around: Surroundings, path: string, place: string): Surroundings => ({
  ...around,
  note: (line) => around.note(`${path}: ${line}`),
  progress: {
    show: (step) => around.progress.show({ ...step, what: `${place}: ${step.what}` }),
    clear: () => around.progress.clear(),
  },
})

/** "File 3 of 100", from its index */
export const placeOf = (index: number, files: readonly unknown[]): string => `File ${index + 1} of ${files.length}`
