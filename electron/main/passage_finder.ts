import type { Library } from '../library/store'
import type { AppCalls, Input, Output } from '../shared/ipc/calls'
import type { AppSettings } from './app_settings'
import type { ModelJobs } from './model_jobs'
import { readingPlace } from './reading_place'

export interface PassageFinderOptions {
  library: Library
  settings: AppSettings
  jobs: ModelJobs
}

/** Passages of a document that the indexers select for a question, in turn with the answers. */
export class PassageFinder {
  constructor(private readonly options: PassageFinderOptions) {}

  find({ job, document, question }: Input<AppCalls, 'answers.find'>): Promise<Output<AppCalls, 'answers.find'>> {
    const order = { job, ...readingPlace(this.options, document), question }
    return this.options.jobs.inTurn(job, (ask) => ask('answer.find', order))
  }
}
