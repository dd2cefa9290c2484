import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { writeOutput } from '../export/output_file'
import type { Library } from '../library/store'
import type { AppCalls, Ask, EngineCalls, EngineEvents, EventData, Input, Output } from '../shared/ipc/calls'
import { type CostReport, CostReportSchema } from '../shared/ipc/cost_data'
import type { ExperimentResult } from '../shared/ipc/experiment_data'
import { CallFailure } from '../shared/ipc/failure'
import type { TraceKey } from '../shared/ipc/lens_data'
import { statisticsCsv } from '../trace/statistics_csv'
import type { AnswerQueue, QueuedJob } from './answer_queue'
import type { AppSettings } from './app_settings'
import type { TellPage } from './events'

type Order<N extends `experiment.${string}` & keyof AppCalls> = Input<AppCalls, N>
type WantedRun = Order<'experiment.ask'>['experiment']

export interface ExperimentQueueOptions {
  library: Library
  answers: AnswerQueue
  settings: AppSettings
  engine: { ask: Ask<EngineCalls>; isRunning: boolean }
  tell: TellPage
  /** Where to write a file with this name. */
  pick(name: string): Promise<string | undefined>
}

const CANCELLED = new CallFailure('cancelled', 'Cancelled.')
const KeptReportSchema = z.object({ model: z.string().nullable(), report: CostReportSchema })

interface Waiting {
  job: QueuedJob
  reject(error: Error): void
  /** The user doesn't want it any more. */
  isStopped?: boolean
}

/** What is tried with answers, and measured: jobs for the engine, in turn with the answers. */
export class ExperimentQueue {
  private readonly jobs = new Map<string, Waiting>()
  /** Runs of this session, with what was asked for. */
  private readonly runs = new Map<string, { about: WantedRun['about']; result: ExperimentResult }>()

  constructor(private readonly options: ExperimentQueueOptions) {}

  check({ job, trace, leaveOut }: Order<'experiment.check'>): Promise<Output<EngineCalls, 'experiment.check'>> {
    const subject = this.subject(trace)
    return this.inTurn(job, (ask) => ask('experiment.check', { job, ...subject, leaveOut }))
  }

  heads({ job, trace, token, layer }: Order<'experiment.heads'>): Promise<Output<EngineCalls, 'experiment.heads'>> {
    const subject = this.subject(trace)
    return this.inTurn(job, (ask) => ask('experiment.heads', { job, ...subject, token, layer }))
  }

  scores({ job, trace, token, layer }: Order<'experiment.scores'>): Promise<Output<EngineCalls, 'experiment.scores'>> {
    const subject = this.subject(trace)
    return this.inTurn(job, (ask) => ask('experiment.scores', { job, ...subject, token, layer }))
  }

  async run({ job, experiment }: Order<'experiment.ask'>): Promise<ExperimentResult> {
    const { about, ...changes } = experiment
    const run = randomUUID()
    const into = this.options.library.files.run(run)
    await mkdir(this.options.library.files.runs, { recursive: true })
    const model = this.options.settings.model()
    const source = this.source(about)
    const result = await this.inTurn(job, (ask) => ask('experiment.ask', { job, run, into, model, source, ...changes }))
    this.runs.set(run, { about: this.first(about), result })
    return result
  }

  statistics({ job, traces }: Order<'experiment.statistics'>): Promise<Output<EngineCalls, 'experiment.statistics'>> {
    const files = traces.map((trace) => ({ trace, title: this.title(trace), file: this.file(trace) }))
    return this.inTurn(job, (ask) => ask('experiment.statistics', { job, traces: files }))
  }

  /** Asks where first: counting takes time. False if the user changed their mind. */
  async exportStatistics(order: Order<'experiment.exportStatistics'>): Promise<boolean> {
    const to = await this.options.pick('statistics.csv')
    if (to === undefined) return false
    const statistics = await this.statistics(order)
    await writeOutput(to, 'The statistics', (file) => file.text(statisticsCsv(statistics)))
    return true
  }

  async measureCost({ job, most }: Input<AppCalls, 'cost.measure'>): Promise<CostReport> {
    const folder = join(this.options.library.files.runs, randomUUID())
    const model = this.options.settings.model()
    try {
      await mkdir(folder, { recursive: true })
      const report = await this.inTurn(job, (ask) => ask('cost.measure', { job, model, folder, most }))
      this.options.library.settings.write('cost', { model: model.path ?? null, report })
      return report
    } finally {
      await rm(folder, { recursive: true, force: true }).catch(() => {})
    }
  }

  /** The last one, if it was measured with the model in use. */
  costReport(): CostReport | null {
    const { library, settings } = this.options
    const kept = library.settings.read('cost', KeptReportSchema)
    return kept && kept.model === (settings.model().path ?? null) ? kept.report : null
  }

  /** The trace file of an answer's generation, or of a run. */
  file({ answer, generation }: TraceKey): string {
    const { library, answers } = this.options
    if (this.runs.has(answer)) return kept(library.files.run(answer))
    return kept(library.files.trace(answers.get(answer).document, answer, generation))
  }

  /** The answer that a run is about; an answer's own id else. */
  answerOf(answer: string): string {
    return this.firstTrace({ answer, generation: 0 }).answer
  }

  async cancel(id: string): Promise<void> {
    const found = this.jobs.get(id)
    if (!found) return
    found.isStopped = true
    if (await this.options.answers.cancelJob(found.job)) found.reject(CANCELLED)
  }

  progressed(data: EventData<EngineEvents, 'job.progress'>): void {
    this.options.tell('job.progress', data)
  }

  private inTurn<T>(id: string, ask: (ask: Ask<EngineCalls>) => Promise<T>): Promise<T> {
    if (this.jobs.has(id)) throw new CallFailure('bad-argument', 'This job runs already.')
    return new Promise<T>((resolve, reject) => {
      const job = {
        id,
        work: () => ask(this.options.engine.ask).then(resolve, (error) => reject(endOf(waiting, error))),
      }
      const waiting: Waiting = { job, reject }
      this.jobs.set(id, waiting)
      this.options.answers.enqueueJob(job)
    }).finally(() => this.jobs.delete(id))
  }

  /** An answer, with all that it takes to bring the model back to where it gave it. */
  private subject(trace: TraceKey) {
    const { library, answers, settings } = this.options
    const { document, request, result } = answers.get(trace.answer)
    const generation = result?.generations[trace.generation]
    if (!generation) throw new CallFailure('not-found', 'Nothing can be tried with this answer: ask again.')
    return {
      folder: library.files.folder(document),
      cacheFolder: library.files.cache(document),
      cacheBytes: settings.get().cacheBytes,
      model: settings.model(),
      request,
      generation,
      file: this.file(trace),
    }
  }

  private source(about: WantedRun['about']): Input<EngineCalls, 'experiment.ask'>['source'] {
    if (about.kind === 'prompt') return about
    const run = this.runs.get(about.trace.answer)
    if (run?.about.kind === 'prompt') return { ...run.about, generation: run.result.generation }
    return { kind: 'document', ...this.subject(this.firstTrace(about.trace)) }
  }

  /** A run of a run is one of what that was about. */
  private first(about: WantedRun['about']): WantedRun['about'] {
    return (about.kind === 'answer' && this.runs.get(about.trace.answer)?.about) || about
  }

  private firstTrace(trace: TraceKey): TraceKey {
    const run = this.runs.get(trace.answer)
    return run?.about.kind === 'answer' ? run.about.trace : trace
  }

  private title({ answer, generation }: TraceKey): string {
    if (this.runs.has(answer)) return 'experiment'
    const { document, result } = this.options.answers.get(answer)
    const file = this.options.library.get(document)?.file ?? ''
    return `${file}, ${result?.generations[generation]?.title ?? ''}`
  }
}

/** An engine that has to be ended to stop a job has stopped it: no failure for whoever wanted that. */
const endOf = ({ isStopped }: Waiting, error: Error): Error =>
  isStopped && (error as CallFailure).code === 'engine-ended' ? CANCELLED : error

function kept(path: string): string {
  if (existsSync(path)) return path
  throw new CallFailure('no-trace', 'What the model read was not kept with this answer: ask again to see it.')
}
