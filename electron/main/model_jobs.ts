import type { Ask, EngineCalls, EngineEvents, EventData } from '../shared/ipc/calls'
import { CallFailure } from '../shared/ipc/failure'
import type { AnswerQueue, QueuedJob } from './answer_queue'
import type { TellPage } from './events'

export interface ModelJobsOptions {
  answers: AnswerQueue
  engine: { ask: Ask<EngineCalls> }
  tell: TellPage
}

const CANCELLED = new CallFailure('cancelled', 'Cancelled.')

interface WaitingJob {
  job: QueuedJob
  reject(error: Error): void
  /** The user doesn't want it any more. */
  isStopped?: boolean
}

/** What needs the model beside the answers, in turn with them: experiments and measurements. */
export class ModelJobs {
  private readonly jobs = new Map<string, WaitingJob>()

  constructor(private readonly options: ModelJobsOptions) {}

  /** Does `work` when its turn comes. Rejects with 'cancelled' once the job is. */
  inTurn<T>(id: string, work: (ask: Ask<EngineCalls>) => Promise<T>): Promise<T> {
    if (this.jobs.has(id)) throw new CallFailure('bad-argument', 'This job runs already.')
    return new Promise<T>((resolve, reject) => {
      const job = {
        id,
        work: () => work(this.options.engine.ask).then(resolve, (error) => reject(endOf(waiting, error))),
      }
      const waiting: WaitingJob = { job, reject }
      this.jobs.set(id, waiting)
      this.options.answers.enqueueJob(job)
    }).finally(() => this.jobs.delete(id))
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
}

/** An engine that has to be ended to stop a job has stopped it: no failure for whoever wanted that. */
const endOf = ({ isStopped }: WaitingJob, error: Error): Error =>
  isStopped && (error as CallFailure).code === 'engine-ended' ? CANCELLED : error
