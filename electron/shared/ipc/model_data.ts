import { z } from 'zod'
import { FilesHashSchema } from './answer_data'
import { ChoiceUnitSchema, ModelLimitSchema } from './layer_kinds'
import { LoadChoiceSchema } from './plan_data'

/** The user's models, as the settings list them. */

const index = z.number().int().nonnegative()

/** What a model's files say of it. */
export const ModelCardSchema = z.object({
  name: z.string(),
  architecture: z.string(),
  /** Weights of all tensors. */
  parameters: index,
  /** Such as "Q4_1 82%, Q5_1 18%". */
  quantization: z.string(),
  contextLength: index,
  layers: index,
  indexerHeads: index,
  /** Dims of each of its heads. */
  indexerDim: index,
  topK: index,
  /** What indexers choose, if no single tokens, and how many tokens one of them stands for; '' without indexers. */
  unit: z.union([ChoiceUnitSchema, z.literal('')]).optional(),
  unitTokens: index.optional(),
  limits: z.array(ModelLimitSchema).optional(),
  /** As the file names it, such as "mit". */
  license: z.string().optional(),
  /** Of all files. */
  bytes: index,
  files: index,
})
export type ModelCard = z.infer<typeof ModelCardSchema>

/** A model's files, looked at without loading them. */
export const InspectedModelSchema = z.object({
  /** Also of one that only lacks a chat template. */
  card: ModelCardSchema.optional(),
  /** What is to be said to whoever uses it. */
  note: z.string().optional(),
  /** Why it can't be used: the engine's code and sentence. */
  problem: z.object({ code: z.string(), message: z.string() }).optional(),
  /** It can be told to think before it answers. */
  canThink: z.boolean().optional(),
  hash: FilesHashSchema.optional(),
})
export type InspectedModel = z.infer<typeof InspectedModelSchema>

/** Whether a model fits into this computer's memory. */
export const FitSchema = z.object({ fits: z.boolean(), neededBytes: index, memoryBytes: index })
export type Fit = z.infer<typeof FitSchema>

export const BUILT_IN = 'built-in'

export const ModelEntrySchema = z.object({
  /** BUILT_IN, or the list's own id. */
  id: z.string(),
  /** What the user calls it, or the file. */
  name: z.string(),
  /** First shard. */
  path: z.string(),
  isUsed: z.boolean(),
  /** It lies in the engine's memory. */
  isLoaded: z.boolean(),
  /** missing: its first file isn't where it was. refused: see `problem`. */
  state: z.enum(['ready', 'refused', 'missing']),
  ...InspectedModelSchema.shape,
  fit: FitSchema.optional(),
  /** A Jinja file in place of its own chat template. */
  template: z.string().optional(),
  /** It thinks before it answers, where it can. */
  thinks: z.boolean().optional(),
  /** How it is loaded, where that was chosen for it. */
  load: LoadChoiceSchema.optional(),
})
export type ModelEntry = z.infer<typeof ModelEntrySchema>

/** A folder of Hugging Face's: weights that have to be converted first. */
export const HuggingFaceFolderSchema = z.object({
  folder: z.string(),
  architecture: z.string(),
  /** Of its weights. */
  bytes: index,
  /** What to type, in order; none if it is of another architecture. */
  commands: z.array(z.string()),
})
export type HuggingFaceFolder = z.infer<typeof HuggingFaceFolderSchema>

/** What came of files that were dropped or picked. */
export const AddedModelsSchema = z.object({
  models: z.array(ModelEntrySchema),
  /** Ids, also of those that were listed before. */
  added: z.array(z.string()),
  /** What can't be used, each with a sentence. */
  refused: z.array(z.object({ file: z.string(), message: z.string() })),
  toConvert: z.array(HuggingFaceFolderSchema),
})
export type AddedModels = z.infer<typeof AddedModelsSchema>
