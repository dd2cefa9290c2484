import { z } from 'zod'

/** Questions to a trace and their answers. Names: electron/trace/types.ts, DESIGN 7. */

const index = z.number().int().nonnegative()
const f32 = z.instanceof(Float32Array) as z.ZodType<Float32Array, Float32Array>
const u32 = z.instanceof(Uint32Array) as z.ZodType<Uint32Array, Uint32Array>
const i32 = z.instanceof(Int32Array) as z.ZodType<Int32Array, Int32Array>

/** Which trace: a generation of an answer. */
export const TraceKeySchema = z.object({ answer: z.uuid(), generation: index })
export type TraceKey = z.infer<typeof TraceKeySchema>

/** Answer tokens [from, to) and layers. */
export const SpanSchema = z.object({ from: index, to: index, layers: z.array(index).max(512) })

/** Times that positions outside the text that was read entered attention: the bins that make numbers add up. */
export const OutsideSchema = z.object({ template: index, question: index, answer: index })

export const SpanTotalsSchema = z.object({
  /** For each of the trace's sentences. */
  evidence: f32,
  count: u32,
  /** Index mass (softmax of index scores over the selected set), summed. */
  mass: f32,
  outside: OutsideSchema,
  /** Positions inside the text that belong to no sentence. */
  unsorted: index,
  /** Rows looked at: tokens x layers; all counts together are `selected`. */
  rows: index,
  selected: index,
})

export const RowSchema = z.object({
  position: index,
  positions: i32,
  scores: f32,
  lastIn: z.number(),
  missed: i32,
  missedScores: f32,
  sentences: i32,
  sentenceMax: f32,
  sentenceLogSumExp: f32,
  outside: OutsideSchema,
})

/** How often positions of each bin of the text entered attention, layer by layer. */
export const MapSchema = z.object({
  bins: index,
  layers: z.array(index),
  /** [layers][bins] */
  count: u32,
  /** [layers][3]: template, question, answer */
  outside: u32,
  tokens: index,
})

export const UsesSchema = z.object({
  /** For each answer token: how often it selected a token of the sentence, over the layers. */
  count: u32,
})
