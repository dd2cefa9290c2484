import { z } from 'zod'
import { CostReportSchema } from '../shared/ipc/cost_data'
import { DeviceListSchema, PlanSchema } from '../shared/ipc/plan_data'
import { ChangesSchema, FailureSchema, FindSchema, ResultSchema, RunSchema } from './schema'

/** Raised when lines change so that a program that reads them might break. */
const VERSION = 2

const ABOUT_DOCUMENTS = [ResultSchema, FindSchema, FailureSchema, RunSchema, ChangesSchema] as const

/** JSON Schema of every line that `--json` prints; published as lines.schema.json beside this file. */
export const linesSchema = () => ({
  title: `Lines of "npm run analyze -- --json", version ${VERSION}`,
  ...z.toJSONSchema(z.union([...ABOUT_DOCUMENTS, CostReportSchema, PlanSchema, DeviceListSchema]), {
    unrepresentable: 'any',
  }),
})
