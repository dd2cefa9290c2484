import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Library } from '../library/store'
import type { AppCalls, Input } from '../shared/ipc/calls'
import { type CostReport, CostReportSchema } from '../shared/ipc/cost_data'
import type { AppSettings } from './app_settings'
import type { ModelJobs } from './model_jobs'

export interface CostMeasurementsOptions {
  library: Library
  settings: AppSettings
  jobs: ModelJobs
}

const KeptReportSchema = z.object({ model: z.string().nullable(), report: CostReportSchema })

/** What reading and answering cost on this machine: measured when asked for, the last report is kept. */
export class CostMeasurements {
  constructor(private readonly options: CostMeasurementsOptions) {}

  async measure({ job, most }: Input<AppCalls, 'cost.measure'>): Promise<CostReport> {
    const { library, settings, jobs } = this.options
    const folder = join(library.files.runs, randomUUID())
    const model = settings.model()
    try {
      await mkdir(folder, { recursive: true })
      const report = await jobs.inTurn(job, (ask) => ask('cost.measure', { job, model, folder, most }))
      library.settings.write('cost', { model: model.path ?? null, report })
      return report
    } finally {
      await rm(folder, { recursive: true, force: true }).catch(() => {})
    }
  }

  /** The last one, if it was measured with the model in use. */
  report(): CostReport | null {
    const { library, settings } = this.options
    const kept = library.settings.read('cost', KeptReportSchema)
    return kept && kept.model === (settings.model().path ?? null) ? kept.report : null
  }
}
