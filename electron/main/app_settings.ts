import { asStorageError, type StorageError } from '../library/storage_error'
import type { Library } from '../library/store'
import type { EngineCalls, Input } from '../shared/ipc/calls'
import { type Settings, SettingsSchema } from '../shared/ipc/settings_data'

export type ModelChoice = Input<EngineCalls, 'engine.status'>['model']

/** The user's settings: kept in memory, so that they also hold while nothing can be written. */
export class AppSettings {
  private settings: Settings
  private isUnsaved = false
  private readonly listeners: ((now: Settings, before: Settings) => void)[] = []

  constructor(
    private readonly library: Library,
    private readonly onProblem: (problem: StorageError) => void,
  ) {
    this.settings = library.settings.settings()
  }

  get(): Settings {
    return this.settings
  }

  onChange(listener: (now: Settings, before: Settings) => void): void {
    this.listeners.push(listener)
  }

  /** Only what was agreed to (endpoints.ts). */
  changeEndpoint(endpoint: Settings['endpoint']): Settings {
    return this.change({ endpoint })
  }

  /** Only those that were agreed to (machines.ts). */
  changeServers(servers: Settings['servers']): Settings {
    return this.change({ servers })
  }

  change(changes: Partial<Settings>): Settings {
    const before = this.settings
    this.settings = SettingsSchema.parse({ ...before, ...changes })
    const problem = this.save()
    // the page remembers how things look by itself: no news for anybody
    const isAsked = Object.keys(changes).some((name) => name !== 'view')
    if (problem && isAsked) this.onProblem(problem)
    for (const listener of this.listeners) listener(this.settings, before)
    return this.settings
  }

  /** What couldn't be written before, if something can't have been. */
  saveRest(): void {
    if (this.isUnsaved) this.save()
  }

  /** What the engine is to read with. */
  model(): ModelChoice {
    const { model, topK, threads, context, gpuLayers, servers } = this.settings
    const listed = model === null ? undefined : this.library.models.at(model)
    return {
      path: model ?? undefined,
      template: listed?.template,
      topK: topK ?? undefined,
      threads: threads ?? undefined,
      context: context ?? undefined,
      gpuLayers,
      ...listed?.load,
      ...(servers.length > 0 && { servers }),
    }
  }

  /** Whether the model in use has layers on a GPU. */
  isOnGpu(): boolean {
    return (this.model().gpuLayers ?? 0) > 0
  }

  /** Whether the model in use is to think before it answers, where it can. */
  thinks(): boolean {
    const { model } = this.settings
    return model !== null && this.library.models.at(model)?.thinks === true
  }

  private save(): StorageError | undefined {
    try {
      this.library.settings.save(this.settings)
      this.isUnsaved = false
    } catch (error) {
      this.isUnsaved = true
      return asStorageError(error, "your settings weren't saved")
    }
  }
}

/** Whether the engine has to be asked anew what it reads with. */
export function changesModel(now: Settings, before: Settings): boolean {
  const names = ['model', 'topK', 'gpuLayers', 'servers'] as const
  return names.some((name) => String(now[name]) !== String(before[name]))
}
