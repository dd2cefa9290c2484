import { z } from 'zod'

/** Questions to a trace and their answers. What they mean: electron/engine/native_trace.ts, native/README.md. */

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
  /** For each sentence: its tokens that entered at least once. */
  distinct: u32,
  /** Tokens of the text, in sentences or not, that entered at least once. */
  entered: index,
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

/** Which positions a map leaves out, as they enter whatever is asked (electron/engine/native_trace.ts: Always). */
export const AlwaysSchema = z.object({ sinks: z.boolean(), recent: z.boolean() })

/** Tokens [from, to) of the text that was read, counted from its start. */
export const WithinSchema = z.object({ from: index, to: index })

/**
 * How often positions of each bin of the text entered attention, layer by layer. For every layer all counts together
 * (bins, outside, beyond, sinks, recent) are tokens times positions that entered.
 */
export const MapSchema = z.object({
  bins: index,
  /** What the bins cut in pieces of about the same length. */
  within: WithinSchema,
  layers: z.array(index),
  /** [layers][bins] */
  count: u32,
  /** [layers][3]: template, question, answer */
  outside: u32,
  /** [layers]: positions of the text outside of `within`, and those that were left out. */
  beyond: u32,
  sinks: u32,
  recent: u32,
  tokens: index,
})

/** [layers][sentences]: what each layer adds to the evidence of a sentence for a span (log of its highest lift). */
export const ByLayerSchema = z.object({ layers: z.array(index), evidence: f32 })

/** Tokens of the text that entered attention for no token of the answer, on these layers. */
export const NeverSchema = z.object({
  /** Tokens [from, to) of the text that was read, counted from its start, in pairs, ascending. */
  runs: u32,
  /** How many tokens that are, and how many the text has. */
  tokens: index,
  of: index,
})

export const UsesSchema = z.object({
  /** For each answer token: how often it selected a token of the sentence, over the layers. */
  count: u32,
})
