import { existsSync } from 'node:fs'
import type { Library } from '../library/store'
import { CallFailure } from '../shared/ipc/failure'
import type { TraceKey } from '../shared/ipc/lens_data'
import type { AnswerQueue } from './answer_queue'
import type { Runs } from './runs'

/** Where the traces of answers and runs lie. Throws CallFailure 'no-trace' for what was not kept. */
export class TraceFinder {
  constructor(private readonly options: { library: Library; answers: AnswerQueue; runs: Runs }) {}

  /** The trace file of an answer's generation, or of a run. */
  file({ answer, generation }: TraceKey): string {
    const { library, answers, runs } = this.options
    if (runs.has(answer)) return kept(library.files.run(answer))
    return kept(library.files.trace(answers.get(answer).document, answer, generation))
  }

  /** The document's tokens as the answer's model cut it; of a run, those of the answer that it is about. */
  tokens(answer: string): string {
    const { library, answers, runs } = this.options
    const about = runs.firstTrace({ answer, generation: 0 }).answer
    return kept(library.files.tokens(answers.get(about).document, about))
  }
}

function kept(path: string): string {
  if (existsSync(path)) return path
  throw new CallFailure('no-trace', 'What the model read was not kept with this answer: ask again to see it.')
}
