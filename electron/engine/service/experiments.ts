import { measureCost } from '../../cost/measure'
import { checkWithout } from '../../experiments/check'
import { jobProgress } from '../../experiments/progress'
import { inSituation, type Situation } from '../../experiments/situation'
import type { EngineCalls, EngineEvents, Handlers, Input } from '../../ipc/calls'
import type { CostReport } from '../../ipc/cost_data'
import type { Check, JobProgress } from '../../ipc/experiment_data'
import type { Tell } from '../../ipc/port'
import type { ReadingSession } from '../../summarize/session'
import type { Progress, RequestOptions } from '../../summarize/types'
import { readMeta } from '../../trace/meta'
import { openTrace } from '../../trace/open'
import { EngineError } from '../errors'
import type { Desk } from './desk'
import type { Turns } from './turns'

type Calls =
  | 'cost.measure'
  | 'experiment.check'
  | 'experiment.ask'
  | 'experiment.heads'
  | 'experiment.statistics'
  | 'job.cancel'
type CheckOrder = Input<EngineCalls, 'experiment.check'>
/** An answer that something is tried with. */
type Subject = Omit<CheckOrder, 'leaveOut'>

/** What is tried with answers that were given. */
export class Experiments {
  constructor(
    private readonly desk: Desk,
    private readonly turns: Turns,
    private readonly tell: Tell<EngineEvents>,
  ) {}

  handlers(): Pick<Handlers<EngineCalls>, Calls> {
    return {
      'experiment.check': (order) => this.turns.take(order.job, order.folder, (signal) => this.check(order, signal)),
      'experiment.ask': () => notYet(),
      'experiment.heads': () => notYet(),
      'experiment.statistics': () => notYet(),
      'cost.measure': (order) => this.turns.take(order.job, undefined, (signal) => this.measure(order, signal)),
      'job.cancel': ({ job }) => this.turns.cancel(job),
    }
  }

  private async measure(
    { job, model: choice, folder, most }: Input<EngineCalls, 'cost.measure'>,
    signal: AbortSignal,
  ): Promise<CostReport> {
    const onProgress = (progress: Progress) => this.report(job, jobProgress(progress))
    const model = await this.desk.modelFor(choice, { onProgress, signal })
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

  /** Brings the model to where it gave the answer. `sentences`: the trace's. */
  private async with<T>(
    subject: Subject,
    signal: AbortSignal,
    work: (situation: Situation, sentences: Int32Array) => Promise<T>,
  ): Promise<T> {
    const { sentences, model } = await traceFacts(subject.file)
    const options: RequestOptions = { signal, onProgress: (step) => this.report(subject.job, jobProgress(step)) }
    const session = await this.open(subject, model, options)
    return inSituation(session, subject.generation, sentences, options, (situation) => work(situation, sentences))
  }

  /** The document, open with the model and the top-k that the answer was given with. */
  private async open(subject: Subject, model: string, options: RequestOptions): Promise<ReadingSession> {
    const { folder, cacheFolder, cacheBytes, generation } = subject
    const onProgress = options.onProgress!
    const desk = { cacheFolder, cacheBytes, onProgress, signal: options.signal! }
    const session = await this.desk.open(folder, subject.model, desk)
    const { name, topK, layers } = session.model.info
    if (name !== model || layers !== generation.layers) {
      throw new EngineError(
        'bad-argument',
        `This was answered by ${model}; choose that model in the settings to try things with its answers.`,
      )
    }
    return topK === generation.topK
      ? session
      : this.desk.open(folder, { ...subject.model, topK: generation.topK }, desk)
  }

  private report(job: string, progress: JobProgress): void {
    this.tell('job.progress', { job, progress })
  }
}

async function traceFacts(file: string): Promise<{ sentences: Int32Array; model: string }> {
  const trace = await openTrace(file)
  try {
    return { sentences: trace.info.sentences.slice(), model: readMeta(trace.info.meta).model }
  } finally {
    trace.close()
  }
}

function notYet(): never {
  throw new EngineError('bad-argument', 'This is not built yet.')
}
