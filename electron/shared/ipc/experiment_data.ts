import { z } from 'zod'
import { GenerationSchema, ModelInfoSchema, TimingsSchema } from './answer_data'
import { TraceKeySchema } from './lens_data'

/** Experiments with an answer: checked without what it came from, asked again otherwise, counted over many. */

const index = z.number().int().nonnegative()
const f32 = z.instanceof(Float32Array) as z.ZodType<Float32Array, Float32Array>
const f64 = z.instanceof(Float64Array) as z.ZodType<Float64Array, Float64Array>

/** Positions [from, to) of a trace's context. */
export const PositionsSchema = z.object({ from: index, to: index }).refine(({ from, to }) => from < to)

/** What a job does, and how far it has come with it; a `total` of 0: nobody can tell. */
export const JobProgressSchema = z.object({
  step: z.enum(['load', 'calibrate', 'restore', 'read', 'score', 'answer', 'build', 'measure', 'count', 'hash']),
  /** Of loading and hashing: bytes. */
  done: z.number().nonnegative(),
  total: z.number().nonnegative(),
  /** What it has to do with, where that isn't plain: such as "dense, 16,384 tokens". */
  note: z.string().optional(),
})
export type JobProgress = z.infer<typeof JobProgressSchema>

/**
 * "What if the model had not read this?" The given answer is scored again token by token (teacher-forced) while the
 * sentences' positions are out of the model's sight. What later tokens of the text had absorbed from them stays. A last
 * sentence of the text leaves its last token, read anew.
 */
export const CheckSchema = z.object({
  /** Log-probability of each answer token with everything in sight. */
  logProbabilities: f32,
  without: z.array(
    z.object({
      /** Indices in the trace's own sentences (Generation.units). */
      sentences: z.array(index),
      /** How many positions that were. */
      positions: index,
      /** Of each answer token without them. */
      logProbabilities: f32,
      /** Sum of the differences over the answer: below 0, the answer has become less likely. */
      change: z.number(),
    }),
  ),
})
export type Check = z.infer<typeof CheckSchema>

/** What an experiment changes. Excluded positions can't be seen; forced ones enter attention whatever their scores are. */
const changes = {
  topK: z.number().int().min(1).max(1_000_000).optional(),
  exclude: z.array(PositionsSchema).max(64).default([]),
  force: z.array(PositionsSchema).max(64).default([]),
}

/** Asked of main. `about` answer: an answer's generation, or a run before; its request is asked again. */
export const ExperimentSchema = z.object({
  about: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('answer'), trace: TraceKeySchema }),
    /** A raw prompt; `framed`: as a user's message in the model's chat template, else just so, control tokens and all. */
    z.object({ kind: z.literal('prompt'), prompt: z.string().min(1).max(400_000), framed: z.boolean() }),
  ]),
  ...changes,
  maxTokens: z.number().int().min(1).max(4096).optional(),
  seed: z.number().int().optional(),
  temperature: z.number().min(0).max(5).optional(),
})

/** The first run's answer under both runs, token by token (teacher-forced on the first run's tokens). */
export const ComparisonSchema = z.object({
  /** Log-probabilities of the first run's tokens: then, and now. */
  before: f32,
  after: f32,
  /** KL(before || after) of the next token's distribution, in nats. */
  kl: f32,
  /** For each layer: which share of what was selected before is selected now, over these tokens. */
  kept: f32,
  /** For each layer: share of dense attention's mass that the selection kept, where the backend observes it. */
  massBefore: f32.optional(),
  massAfter: f32.optional(),
  /** Why it was not: one sentence. */
  unobserved: z.string().optional(),
})
export type Comparison = z.infer<typeof ComparisonSchema>

/**
 * A run's trace answers all lens calls under {answer: run, generation: 0}, and `about` takes it too. Runs are kept while
 * the app is open.
 */
export const ExperimentResultSchema = z.object({
  run: z.uuid(),
  generation: GenerationSchema,
  model: ModelInfoSchema,
  timings: TimingsSchema,
  /** Of a raw prompt that was asked for the first time there is nothing to compare with. */
  comparison: ComparisonSchema.optional(),
})
export type ExperimentResult = z.infer<typeof ExperimentResultSchema>

/** What each of the indexer's heads gives every position for one answer token in one layer: w[j] * ReLU(q[j] . k[s]). */
export const HeadsSchema = z.object({
  position: index,
  heads: index,
  /** [heads][position + 1]; the sum over heads is the index score, or see `areChoices`. */
  scores: f32,
  /** Key heads choose for themselves: 1 of what a head chose, else 0. */
  areChoices: z.literal(true).optional(),
})

export type Heads = z.infer<typeof HeadsSchema>

/** All index scores of one answer token in one layer, computed anew: a trace keeps only the best that missed. */
export const RowScoresSchema = z.object({
  /** By position, up to the query's own; -Infinity where nothing can be seen. */
  scores: f32,
})

export type RowScores = z.infer<typeof RowScoresSchema>

/** Over many analyses of models with the same number of layers. Shares are of selected positions, means over rows. */
export const StatisticsSchema = z.object({
  analyses: z.array(
    z.object({ trace: TraceKeySchema, title: z.string(), tokens: index, topK: index, promptLength: index }),
  ),
  layers: index,
  /** [layers][layers]: which share of what one layer selected another one selected as well. */
  layerOverlap: f32,
  /** [layers]: which share of its selection a token has in common with the token before. */
  tokenOverlap: f32,
  /** [layers][8]: how often each of the first eight positions was selected (the usual sinks). */
  sinks: f32,
  distance: z.object({
    /** Bucket b holds distances [2^b, 2^(b+1)) from the query back; the first one also the query itself. */
    buckets: index,
    /** [layers][buckets]: positions that were selected, and that could have been. */
    selected: f64,
    visible: f64,
  }),
  /** [layers]: share of the selected positions in template, text, question and answer: [layers][4]. */
  places: f32,
  /** [layers]: share of dense attention's mass that the selection kept, where it was observed. */
  massKept: f32.optional(),
})
export type Statistics = z.infer<typeof StatisticsSchema>
