import { measureCost } from '../cost/measure'
import { EngineError } from '../engine/errors'
import { checkWithout } from '../experiments/check'
import { jobProgress } from '../experiments/progress'
import { headScores, type RowOptions, rowScores } from '../experiments/row'
import { runOnDocument, runOnRawPrompt } from '../experiments/run'
import { inSituation, type Situation } from '../experiments/situation'
import { statisticsOf } from '../experiments/statistics'
import type { Progress } from '../shared/ipc/answer_data'
import type { EngineCalls, EngineEvents, Handlers, Input } from '../shared/ipc/calls'
import type { CostReport } from '../shared/ipc/cost_data'
import type { Check, ExperimentResult, JobProgress } from '../shared/ipc/experiment_data'
import type { Tell } from '../shared/ipc/port'
import type { ReadingSession } from '../summarize/session'
import type { RequestOptions } from '../summarize/types'
import { readMeta } from '../trace/meta'
import { openTrace } from '../trace/open'
import type { OpenSession } from './open_session'
import type { Turns } from './turns'

type Calls =
  | 'cost.measure'
  | 'experiment.check'
  | 'experiment.ask'
  | 'experiment.heads'
  | 'experiment.scores'
  | 'experiment.statistics'
type CheckOrder = Input<EngineCalls, 'experiment.check'>
/** An answer that something is tried with. */
type Source = Omit<CheckOrder, 'leaveOut' | 'job'>
type TriedAnswer = Source & { job: string }
type RowOrder = Input<EngineCalls, 'experiment.heads'>
type AskOrder = Input<EngineCalls, 'experiment.ask'>

/** What is tried with answers that were given. */
export class ExperimentRunner {
  constructor(
    private readonly openSession: OpenSession,
    private readonly turns: Turns,
    private readonly tell: Tell<EngineEvents>,
  ) {}

  handlers(): Pick<Handlers<EngineCalls>, Calls> {
    return {
      'experiment.check': (order) => this.turns.take(order.job, order.folder, (signal) => this.check(order, signal)),
      'experiment.ask': (order) => this.turns.take(order.job, folderOf(order), (signal) => this.run(order, signal)),
      'experiment.heads': (order) =>
        this.turns.take(order.job, order.folder, (signal) => this.row(headScores, order, signal)),
      'experiment.scores': (order) =>
        this.turns.take(order.job, order.folder, (signal) => this.row(rowScores, order, signal)),
      'experiment.statistics': (order) => this.turns.take(order.job, undefined, (signal) => this.count(order, signal)),
      'cost.measure': (order) => this.turns.take(order.job, undefined, (signal) => this.measure(order, signal)),
    }
  }

  private async measure(
    { job, model: choice, folder, most }: Input<EngineCalls, 'cost.measure'>,
    signal: AbortSignal,
  ): Promise<CostReport> {
    const onProgress = (progress: Progress) => this.report(job, jobProgress(progress))
    const model = await this.openSession.modelFor(choice, { onProgress, signal })
    const { threads, gpuLayers } = choice
    return measureCost(model, {
      folder,
      threads,
      gpuLayers,
      most,
      signal,
      onProgress: (progress) => this.report(job, progress),
    })
  }

  private check(order: CheckOrder, signal: AbortSignal): Promise<Check> {
    return this.with(order, signal, (situation, sentences) =>
      checkWithout(situation, sentences, order.leaveOut, {
        signal,
        onProgress: (done, total) => this.report(order.job, { step: 'score', done, total }),
      }),
    )
  }

  /** What a trace doesn't keep of a row. */
  private row<T>(
    compute: (situation: Situation, token: number, layer: number, options: RowOptions) => Promise<T>,
    order: RowOrder,
    signal: AbortSignal,
  ): Promise<T> {
    const onProgress = (done: number, total: number) => this.report(order.job, { step: 'score', done, total })
    return this.with(order, signal, (situation) => compute(situation, order.token, order.layer, { signal, onProgress }))
  }

  private run(order: AskOrder, signal: AbortSignal): Promise<ExperimentResult> {
    const onProgress = (progress: Progress) => this.report(order.job, jobProgress(progress))
    const { maxTokens, seed, temperature } = order
    const options: RequestOptions = { maxTokens, seed, temperature, signal, onProgress }
    const report = (progress: JobProgress) => this.report(order.job, progress)
    const { source } = order
    return source.kind === 'prompt'
      ? runOnRawPrompt(
          (choice) => this.openSession.modelFor(choice, { onProgress, signal }),
          order,
          source,
          options,
          report,
        )
      : runOnDocument((topK) => this.openWith(source, topK, options), order, source, options, report)
  }

  private async count({ job, traces }: Input<EngineCalls, 'experiment.statistics'>, signal: AbortSignal) {
    return statisticsOf(traces, (done) => this.report(job, { step: 'count', done, total: traces.length }), signal)
  }

  /** Brings the model to where it gave the answer. `sentences`: the trace's. */
  private async with<T>(
    subject: TriedAnswer,
    signal: AbortSignal,
    work: (situation: Situation, sentences: Int32Array) => Promise<T>,
  ): Promise<T> {
    const { sentences } = await traceFacts(subject.file)
    const options: RequestOptions = { signal, onProgress: (step) => this.report(subject.job, jobProgress(step)) }
    const session = await this.openWith(subject, undefined, options)
    return inSituation(session, subject.generation, sentences, options, (situation) => work(situation, sentences))
  }

  /** The document, open with the model that the answer was given with, and with its top-k unless another is wanted. */
  private async openWith(
    subject: Source,
    wanted: number | undefined,
    options: RequestOptions,
  ): Promise<ReadingSession> {
    const { model } = await traceFacts(subject.file)
    const { folder, cacheFolder, cacheBytes, generation } = subject
    const onProgress = options.onProgress!
    const how = { cacheFolder, cacheBytes, onProgress, signal: options.signal! }
    const choice = wanted === undefined ? subject.model : { ...subject.model, topK: wanted }
    const session = await this.openSession.open(folder, choice, how)
    const { name, topK, layers } = session.model.info
    if (name !== model || layers !== generation.layers) {
      throw new EngineError(
        'bad-argument',
        `This was answered by ${model}; choose that model in the settings to try things with its answers.`,
      )
    }
    if (wanted !== undefined || topK === generation.topK) return session
    return this.openSession.open(folder, { ...subject.model, topK: generation.topK }, how)
  }

  private report(job: string, progress: JobProgress): void {
    this.tell('job.progress', { job, progress })
  }
}

const folderOf = ({ source }: AskOrder) => (source.kind === 'document' ? source.folder : undefined)

async function traceFacts(file: string): Promise<{ sentences: Int32Array; model: string }> {
  const trace = await openTrace(file)
  try {
    return { sentences: trace.info.sentences.slice(), model: readMeta(trace.info.meta).model }
  } finally {
    trace.close()
  }
}
