import { z } from 'zod'

/** A plan: how a model would be loaded on a machine, what it would hold there, and about how fast it would be. */

const bytes = z.number().int().nonnegative()
const perSecond = z.number().positive().nullable()
const whole = z.number().int().nonnegative()

/** What a GPU is reached through; decides how llama.cpp computes there. */
export const GPU_BACKENDS = ['cuda', 'vulkan', 'metal', 'rpc'] as const

export const MachineSchema = z.strictObject({
  name: z.string().min(1),
  host: z.strictObject({
    totalBytes: bytes,
    freeBytes: bytes,
    /** Physical cores. */
    cores: whole.min(1),
    /** Bytes that all cores together read from memory; null: not known, as in the following. */
    bandwidth: perSecond,
    /** Multiplications and additions, each one, in products with weights. */
    operations: perSecond,
    /** Bytes read from where the model lies. */
    disk: perSecond,
  }),
  gpus: z.array(
    z.strictObject({
      name: z.string().min(1),
      backend: z.enum(GPU_BACKENDS),
      totalBytes: bytes,
      freeBytes: bytes,
      /** Its memory is part of main memory. */
      shared: z.boolean(),
      bandwidth: perSecond,
      operations: perSecond,
      /** Bytes to and from main memory. */
      link: perSecond,
    }),
  ),
})
export type Machine = z.infer<typeof MachineSchema>
export type Gpu = Machine['gpus'][number]

/** Types that a KV cache can have. */
export const KEY_TYPES = ['f16', 'q8_0'] as const
export type KeyType = (typeof KEY_TYPES)[number]

/** What can be chosen; what is left out is planned. */
export const PlanChoiceSchema = z.strictObject({
  /** Positions of the KV cache. */
  context: whole.min(1).optional(),
  keys: z.enum(KEY_TYPES).optional(),
  /** Layers on GPUs, from the last, of which the output is one. */
  gpuLayers: whole.optional(),
  /** How many of these each GPU takes. */
  split: z.array(whole).min(1).max(16).optional(),
  /** Layers whose experts stay in main memory, from the first. */
  cpuExperts: whole.optional(),
  /** Weights of main memory are read from the file as they are needed. */
  mapped: z.boolean().optional(),
  threads: whole.min(1).optional(),
  /** Longest answer whose trace is kept. */
  answerTokens: whole.optional(),
})
export type PlanChoice = z.infer<typeof PlanChoiceSchema>

/** Of these what a model is loaded with; what is left out is as the settings say. */
export const LoadChoiceSchema = PlanChoiceSchema.omit({ answerTokens: true })
export type LoadChoice = z.infer<typeof LoadChoiceSchema>

export const DeviceMemorySchema = z.strictObject({
  name: z.string(),
  kind: z.enum(['gpu', 'host']),
  freeBytes: bytes,
  weights: bytes,
  /** KV cache, the indexer's keys included. */
  cache: bytes,
  /** What llama.cpp's graph computes in. */
  compute: bytes,
  /** What SparseLens keeps of the rows that it records. */
  trace: bytes,
  /** Kernels, runtimes and bookkeeping; an estimate. */
  other: bytes,
  total: bytes,
})
export type DeviceMemory = z.infer<typeof DeviceMemorySchema>

/** At a depth: so many tokens came before. Null: a bandwidth or speed that it depends on is not known. */
const SpeedSchema = z.strictObject({
  depth: whole,
  readTokensPerSecond: z.number().positive().nullable(),
  writeTokensPerSecond: z.number().positive().nullable(),
  /** Of one answer token: bytes that memory must give, and multiplications and additions. */
  bytesPerToken: bytes,
  operationsPerToken: bytes,
})
export type Speed = z.infer<typeof SpeedSchema>

export const PlanSchema = z.strictObject({
  kind: z.literal('plan'),
  /** Nothing was measured but what `machine` says. */
  basis: z.literal('computed'),
  model: z.strictObject({
    name: z.string(),
    quantization: z.string(),
    fileBytes: bytes,
    layers: whole,
    topK: whole,
    contextLength: whole,
  }),
  machine: MachineSchema,
  fits: z.boolean(),
  /** Sentences: why it doesn't fit and what would do, or what is to be known. */
  notes: z.array(z.string()),
  choice: z.strictObject({
    context: whole,
    keys: z.enum(KEY_TYPES),
    gpuLayers: whole,
    /** How many of these each GPU takes. */
    split: z.array(whole),
    cpuExperts: whole,
    mapped: z.boolean(),
    threads: whole,
    answerTokens: whole,
  }),
  devices: z.array(DeviceMemorySchema).min(1),
  /** Empty where it doesn't fit. */
  speed: z.array(SpeedSchema),
})
export type Plan = z.infer<typeof PlanSchema>

/** What `--devices --json` prints. */
export const DeviceListSchema = z.strictObject({
  kind: z.literal('devices'),
  devices: z.array(
    z.strictObject({
      name: z.string(),
      description: z.string(),
      kind: z.enum(['cpu', 'gpu', 'accelerator']),
      freeBytes: bytes,
      totalBytes: bytes,
    }),
  ),
})
export type DeviceList = z.infer<typeof DeviceListSchema>
