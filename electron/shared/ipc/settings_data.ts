import { z } from 'zod'
import { MeasureSchema } from './layer_kinds'
import { EndpointSchema, ServersSchema } from './remote_data'

/** What the user may set, and what the app says of itself. */
export const SettingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  /** First shard of the model; null: the built-in one. */
  model: z.string().nullable(),
  threads: z.number().int().positive().nullable(),
  context: z.number().int().positive().nullable(),
  gpuLayers: z.number().int().nonnegative(),
  topK: z.number().int().positive().nullable(),
  /** Most bytes of KV caches kept on disk. */
  cacheBytes: z.number().int().nonnegative(),
  summarySentences: z.number().int().min(1).max(10),
  /** Questions are answered from excerpts that a first look found. */
  twoLooks: z.boolean(),
  /** Languages that text in pictures is recognized in, such as "deu+eng"; "off": none. */
  scanLanguages: z.string().min(1).max(100),
  /** The server that answers instead of a model here: agreed to, or it would be null. Its key is in the key store. */
  endpoint: EndpointSchema.nullable(),
  /** Machines that compute layers of the model, which was agreed to: HOST:PORT. */
  servers: ServersSchema,
  /** Renderer's own state that is worth remembering: pane sizes, zoom, open sections. Keys are the renderer's. */
  view: z.record(z.string(), z.json()),
})
export type Settings = z.infer<typeof SettingsSchema>

export const StatusSchema = z.object({
  engine: z.enum(['starting', 'ready', 'ended']),
  model: z.object({
    name: z.string(),
    builtIn: z.boolean(),
    layers: z.number(),
    topK: z.number(),
    contextLength: z.number(),
    /** What evidence is computed from; index mass if it isn't said. */
    measure: MeasureSchema.optional(),
    /** Whether it thinks before it answers; undefined where it can't be told to. */
    thinks: z.boolean().optional(),
    /** One sentence if it can't be used. */
    problem: z.string().optional(),
  }),
  /** Such as "CPU AMD EPYC". */
  device: z.string(),
  instructionSets: z.string(),
  /** Whether attention is computed over the selected positions only, or densely with a mask (native/README.md). */
  attention: z.object({ sparse: z.boolean(), reason: z.string() }),
  version: z.string(),
})
export type Status = z.infer<typeof StatusSchema>
