import { z } from 'zod'

/** What a model's layers do before they attend (native/addon/trace/layer_kinds.h): read at their attention. */

/** What indexers choose: tokens, keys that each stand for several tokens, or blocks of neighbouring positions. */
export const ChoiceUnitSchema = z.enum(['token', 'entry', 'block'])
export type ChoiceUnit = z.infer<typeof ChoiceUnitSchema>

export const LayerKindSchema = z.object({
  /**
   * chosen: by its own indexer. shared: what layer `from` chose. window: the last positions. dense: all positions.
   * entries: a window, and all keys that stand for several tokens. recurrent: no attention. attended: of a model without
   * indexers, every position; a trace holds those with the most attention mass. counted: by its own indexer, of which
   * another engine told which positions it chose, and no scores.
   */
  kind: z.enum(['chosen', 'shared', 'window', 'dense', 'entries', 'recurrent', 'attended', 'counted']),
  from: z.number().int().optional(),
})
export type LayerKind = z.infer<typeof LayerKindSchema>

/** The score of a position that entered without one: by a rule, such as a window (trace/row.h). */
export const NO_SCORE = -65504

/** What layers do, where not all choose tokens for themselves. */
export const LayersSchema = z.object({
  unit: ChoiceUnitSchema,
  unitTokens: z.number().int().positive(),
  kinds: z.array(LayerKindSchema),
})
export type Layers = z.infer<typeof LayersSchema>

/** The layer's kind; those of a trace that doesn't say chose for themselves. */
export const kindOf = (layers: { kinds: readonly LayerKind[] } | undefined, layer: number): LayerKind =>
  layers?.kinds?.[layer] ?? { kind: 'chosen' }

/** What can't be done with a model, or not as with DeepSeek-V3.2. */
export const ModelLimitSchema = z.object({
  what: z.enum(['lens', 'leaveOut', 'force', 'heads', 'speed', 'plan']),
  /** One sentence for people. */
  reason: z.string(),
})
export type ModelLimit = z.infer<typeof ModelLimitSchema>

/** What evidence is computed from. */
export const MeasureSchema = z.enum(['index mass', 'attention mass', 'counts'])
export type Measure = z.infer<typeof MeasureSchema>
