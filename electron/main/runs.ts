import type { AppCalls, Input } from '../shared/ipc/calls'
import type { ExperimentResult } from '../shared/ipc/experiment_data'
import type { TraceKey } from '../shared/ipc/lens_data'

/** What a run was asked about: an answer's generation, a run before, or a raw prompt. */
export type RunSubject = Input<AppCalls, 'experiment.ask'>['experiment']['about']

/** Runs of this session, with what was asked for. Their ids are used like answers' where a trace is named. */
export class Runs {
  private readonly runs = new Map<string, { about: RunSubject; result: ExperimentResult }>()

  add(id: string, about: RunSubject, result: ExperimentResult): void {
    this.runs.set(id, { about: this.first(about), result })
  }

  has(id: string): boolean {
    return this.runs.has(id)
  }

  get(id: string): { about: RunSubject; result: ExperimentResult } | undefined {
    return this.runs.get(id)
  }

  /** The answer's own trace, of a run about one; any other trace as it is. */
  firstTrace(trace: TraceKey): TraceKey {
    const run = this.runs.get(trace.answer)
    return run?.about.kind === 'answer' ? run.about.trace : trace
  }

  /** A run of a run is one of what that was about. */
  private first(about: RunSubject): RunSubject {
    return (about.kind === 'answer' && this.runs.get(about.trace.answer)?.about) || about
  }
}
