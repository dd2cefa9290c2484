import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { writeOutput } from '../export/output_file'
import type { Library } from '../library/store'
import type { AppCalls, EngineCalls, Input, Output } from '../shared/ipc/calls'
import type { ExperimentResult } from '../shared/ipc/experiment_data'
import { CallFailure } from '../shared/ipc/failure'
import type { TraceKey } from '../shared/ipc/lens_data'
import { statisticsCsv } from '../trace/statistics_csv'
import type { AnswerQueue } from './answer_queue'
import type { AppSettings } from './app_settings'
import type { ModelJobs } from './model_jobs'
import { readingPlace } from './reading_place'
import type { RunSubject, Runs } from './runs'
import type { TraceFinder } from './trace_finder'

type Order<N extends `experiment.${string}` & keyof AppCalls> = Input<AppCalls, N>

export interface ExperimentQueueOptions {
  library: Library
  answers: AnswerQueue
  settings: AppSettings
  jobs: ModelJobs
  runs: Runs
  traces: TraceFinder
  /** Where to write a file with this name. */
  pick(name: string): Promise<string | undefined>
}

const ELSEWHERE =
  'This answer was given on another machine, where nothing can be tried with it: ask again with a model on this computer.'

/** What is tried with answers, in turn with them. */
export class ExperimentQueue {
  constructor(private readonly options: ExperimentQueueOptions) {}

  check({ job, trace, leaveOut }: Order<'experiment.check'>): Promise<Output<EngineCalls, 'experiment.check'>> {
    const subject = this.subject(trace)
    return this.options.jobs.inTurn(job, (ask) => ask('experiment.check', { job, ...subject, leaveOut }))
  }

  heads({ job, trace, token, layer }: Order<'experiment.heads'>): Promise<Output<EngineCalls, 'experiment.heads'>> {
    const subject = this.subject(trace)
    return this.options.jobs.inTurn(job, (ask) => ask('experiment.heads', { job, ...subject, token, layer }))
  }

  scores({ job, trace, token, layer }: Order<'experiment.scores'>): Promise<Output<EngineCalls, 'experiment.scores'>> {
    const subject = this.subject(trace)
    return this.options.jobs.inTurn(job, (ask) => ask('experiment.scores', { job, ...subject, token, layer }))
  }

  async run({ job, experiment }: Order<'experiment.ask'>): Promise<ExperimentResult> {
    const { about, ...changes } = experiment
    const run = randomUUID()
    const into = this.options.library.files.run(run)
    await mkdir(this.options.library.files.runs, { recursive: true })
    const model = this.options.settings.model()
    const source = this.source(about)
    const result = await this.options.jobs.inTurn(job, (ask) =>
      ask('experiment.ask', { job, run, into, model, source, ...changes }),
    )
    this.options.runs.add(run, about, result)
    return result
  }

  statistics({ job, traces }: Order<'experiment.statistics'>): Promise<Output<EngineCalls, 'experiment.statistics'>> {
    const files = traces.map((trace) => ({ trace, title: this.title(trace), file: this.options.traces.file(trace) }))
    return this.options.jobs.inTurn(job, (ask) => ask('experiment.statistics', { job, traces: files }))
  }

  /** Asks where first: counting takes time. False if the user changed their mind. */
  async exportStatistics(order: Order<'experiment.exportStatistics'>): Promise<boolean> {
    const to = await this.options.pick('statistics.csv')
    if (to === undefined) return false
    const statistics = await this.statistics(order)
    await writeOutput(to, 'The statistics', (file) => file.text(statisticsCsv(statistics)))
    return true
  }

  /** An answer, with all that it takes to bring the model back to where it gave it. */
  private subject(trace: TraceKey) {
    const { answers } = this.options
    const { document, request, result } = answers.get(trace.answer)
    const generation = result?.generations[trace.generation]
    if (!generation) throw new CallFailure('not-found', 'Nothing can be tried with this answer: ask again.')
    if (result.remote) throw new CallFailure('bad-argument', ELSEWHERE)
    return {
      ...readingPlace(this.options, document),
      request,
      generation,
      file: this.options.traces.file(trace),
    }
  }

  private source(about: RunSubject): Input<EngineCalls, 'experiment.ask'>['source'] {
    if (about.kind === 'prompt') return about
    const run = this.options.runs.get(about.trace.answer)
    if (run?.about.kind === 'prompt') return { ...run.about, generation: run.result.generation }
    return { kind: 'document', ...this.subject(this.options.runs.firstTrace(about.trace)) }
  }

  private title({ answer, generation }: TraceKey): string {
    if (this.options.runs.has(answer)) return 'experiment'
    const { document, result } = this.options.answers.get(answer)
    const file = this.options.library.get(document)?.file ?? ''
    return `${file}, ${result?.generations[generation]?.title ?? ''}`
  }
}
