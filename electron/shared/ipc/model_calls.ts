import { z } from 'zod'
import { FilesHashSchema } from './answer_data'
import { AddedModelsSchema, InspectedModelSchema, ModelEntrySchema } from './model_data'
import { LoadChoiceSchema, PlanSchema } from './plan_data'
import { ServersSchema } from './remote_data'
import { SettingsSchema } from './settings_data'

/** Calls about models: of the page to main, and of main to the engine. */

export const ModelChoiceSchema = z.object({
  /** First shard; the built-in model if undefined. */
  path: z.string().optional(),
  /** A Jinja file that takes the place of the model's chat template. */
  template: z.string().optional(),
  topK: z.number().int().positive().optional(),
  threads: z.number().int().positive().optional(),
  context: z.number().int().positive().optional(),
  /**
   * llama.cpp's libraries are chosen once per process: after an engine has computed without a GPU, main starts another
   * for the first request with one.
   */
  gpuLayers: z.number().int().optional(),
  ...LoadChoiceSchema.pick({ split: true, cpuExperts: true, mapped: true, keys: true }).shape,
  /** Machines that compute layers, which were agreed to: HOST:PORT. */
  servers: ServersSchema.optional(),
})
export type ModelChoice = z.infer<typeof ModelChoiceSchema>

const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output })
const nothing = z.undefined()
const job = z.uuid()
const list = z.array(ModelEntrySchema)
const ofModel = z.object({ model: z.string() })

export const modelAppCalls = {
  /** All of them; the built-in one first. */
  'models.list': call(nothing, list),
  /** Files and folders; what can't be used is refused with the engine's own sentence, and the others are added. */
  'models.add': call(z.object({ paths: z.array(z.string().min(1)).min(1).max(100) }), AddedModelsSchema),
  /** By the system's dialog. */
  'models.pick': call(z.object({ what: z.enum(['file', 'folder']) }), AddedModelsSchema),
  /** An empty name gives it the file's again. */
  'models.rename': call(z.object({ model: z.string(), name: z.string().max(200) }), list),
  /** From the list only: files stay where they are. */
  'models.remove': call(ofModel, list),
  /** Reads with it from now on. Rejects with 'bad-model' if it can't be used. */
  'models.use': call(ofModel, SettingsSchema),
  /** Asks where a file that vanished is now; the entry keeps its name and template. */
  'models.find': call(ofModel, list),
  /** A chat template in place of the model's own, asked for by the system's dialog; `own`: the model's again. */
  'models.template': call(z.object({ model: z.string(), own: z.boolean() }), list),
  /** Whether it thinks before it answers; of the model in use if none is named. */
  'models.think': call(z.object({ model: z.string().optional(), on: z.boolean() }), list),
  /** How it would be loaded on this computer and the machines of the settings; nothing of it is read but its header. */
  'models.plan': call(z.object({ model: z.string(), choice: LoadChoiceSchema }), PlanSchema),
  /** Loads it so from now on; nothing: as the settings say. */
  'models.loadAs': call(z.object({ model: z.string(), choice: LoadChoiceSchema.optional() }), list),
  /** sha256 of all bytes, told of in 'job.progress'. */
  'models.hash': call(z.object({ job, model: z.string() }), FilesHashSchema),
  /** Loads the model in use before it is needed, told of in 'job.progress': bytes. */
  'models.load': call(z.object({ job }), nothing),
  /** Frees its memory, once nothing is at work; the next request loads it again. */
  'models.unload': call(z.object({ job }), nothing),
}

export const modelEngineCalls = {
  /** Looks at a model's files without loading them. */
  'model.inspect': call(z.object({ model: ModelChoiceSchema }), InspectedModelSchema),
  'model.plan': call(z.object({ model: ModelChoiceSchema, choice: LoadChoiceSchema }), PlanSchema),
  'model.hash': call(z.object({ job, path: z.string() }), FilesHashSchema),
  'model.load': call(z.object({ job, model: ModelChoiceSchema }), nothing),
  'model.unload': call(nothing, nothing),
}
