import type { FilesHash } from '../../shared/ipc/answer_data'
import type { AppCalls, Ask, EngineCalls, Input } from '../../shared/ipc/calls'
import type { AppSettings } from '../app_settings'
import type { ModelJobs } from '../model_jobs'
import type { Inspections } from './inspections'
import type { Models } from './models'

export interface ModelWorkOptions {
  models: Models
  inspections: Inspections
  settings: AppSettings
  jobs: ModelJobs
  engine: { readonly isRunning: boolean; ask: Ask<EngineCalls> }
}

/** What takes long with a model: loading and unloading it, in turn with answers, and hashing all its bytes. */
export class ModelWork {
  private readonly hashing = new Set<string>()

  constructor(private readonly options: ModelWorkOptions) {}

  load({ job }: Input<AppCalls, 'models.load'>): Promise<void> {
    const { jobs, settings } = this.options
    return jobs.inTurn(job, (ask) => ask('model.load', { job, model: settings.model() }))
  }

  unload({ job }: Input<AppCalls, 'models.unload'>): Promise<void> {
    const { jobs, engine } = this.options
    return jobs.inTurn(job, async (ask) => {
      if (engine.isRunning) await ask('model.unload')
    })
  }

  async hash({ job, model }: Input<AppCalls, 'models.hash'>): Promise<FilesHash> {
    const { models, engine, inspections } = this.options
    const path = models.pathOf(model)
    this.hashing.add(job)
    try {
      return await engine.ask('model.hash', { job, path })
    } finally {
      this.hashing.delete(job)
      inspections.forget(path)
      models.changed()
    }
  }

  async cancel(job: string): Promise<void> {
    if (this.hashing.has(job)) await this.options.engine.ask('job.cancel', { job })
  }
}
