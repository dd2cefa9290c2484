import { z } from 'zod'
import { ModelCardSchema } from '../shared/ipc/model_data'
import { LoadChoiceSchema } from '../shared/ipc/plan_data'
import type { SettingsTable } from './settings'
import { asStorageError, type StorageError } from './storage_error'

const KEY = 'models'

/** A model of the user's list. Unknown fields of a newer version are dropped. */
const ListedModelSchema = z.object({
  id: z.string().min(1),
  /** First shard. */
  path: z.string().min(1),
  /** What the user calls it. */
  name: z.string().optional(),
  /** A Jinja file in place of its own chat template. */
  template: z.string().optional(),
  /** It thinks before it answers, where it can. */
  thinks: z.boolean().optional(),
  /** How it is loaded, where that was chosen for it; one of another version is dropped. */
  load: LoadChoiceSchema.optional().catch(undefined),
  /** What its files said last: of use once they vanished. */
  card: ModelCardSchema.optional(),
})
export type ListedModel = z.infer<typeof ListedModelSchema>

/** The models that the user added, kept in memory so that the list also holds while nothing can be written. */
export class ModelList {
  private models: readonly ListedModel[]

  constructor(
    private readonly settings: SettingsTable,
    private readonly onProblem: (problem: StorageError) => void,
  ) {
    const stored = settings.read(KEY, z.array(z.unknown())) ?? []
    // one that can't be read takes no other with it
    this.models = stored.flatMap((one) => ListedModelSchema.safeParse(one).data ?? [])
  }

  all(): readonly ListedModel[] {
    return this.models
  }

  get(id: string): ListedModel | undefined {
    return this.models.find((model) => model.id === id)
  }

  at(path: string): ListedModel | undefined {
    return this.models.find((model) => model.path === path)
  }

  add(model: ListedModel): void {
    this.keep([...this.models, model])
  }

  change(id: string, changes: Partial<ListedModel>): void {
    this.keep(this.models.map((model) => (model.id === id ? { ...model, ...changes } : model)))
  }

  remove(id: string): void {
    this.keep(this.models.filter((model) => model.id !== id))
  }

  private keep(models: readonly ListedModel[]): void {
    this.models = models
    try {
      this.settings.write(KEY, models)
    } catch (error) {
      this.onProblem(asStorageError(error, "the list of models wasn't saved"))
    }
  }
}
