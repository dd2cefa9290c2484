import { z } from 'zod'
import { FilesHashSchema } from './answer_data'

/** What reading and answering cost on this computer, sparse and dense, at growing depth. */

const index = z.number().int().nonnegative()

/** Seconds for one token where `depth` tokens came before; null: not measured. */
const Cost = z.object({ prefill: z.number().positive().nullable(), decode: z.number().positive().nullable() })

export const CostSeriesSchema = z.object({
  /**
   * model: the model as it is. attention: a single layer of the named model's attention and indexer with random weights,
   * "attention only".
   */
  kind: z.enum(['model', 'attention']),
  name: z.string(),
  ...FilesHashSchema.shape,
  layers: index,
  topK: index,
  heads: index,
  indexerHeads: index,
  /** Sparse: as the model runs here (whether really sparse: see the report's `attention`). Dense: its `deepseek2` twin. */
  points: z.array(z.object({ depth: index, sparse: Cost, dense: Cost })).min(1),
  /** Why there are no deeper points. */
  end: z.enum(['context', 'memory', 'time', 'done']),
})
export type CostSeries = z.infer<typeof CostSeriesSchema>

export const CostReportSchema = z.object({
  /** Milliseconds since 1970. */
  measuredAt: z.number(),
  version: z.string(),
  llamaCpp: z.string(),
  machine: z.object({
    cpu: z.string(),
    threads: index,
    instructionSets: z.string(),
    memoryBytes: z.number(),
    device: z.string(),
  }),
  attention: z.object({ sparse: z.boolean(), reason: z.string() }),
  /** How the dense cost was found. */
  dense: z.literal('twin'),
  /** The model in use; V3.2's own attention shape. */
  series: z.array(CostSeriesSchema),
})
export type CostReport = z.infer<typeof CostReportSchema>
