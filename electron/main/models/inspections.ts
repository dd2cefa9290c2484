import { stat } from 'node:fs/promises'
import type { Ask, EngineCalls } from '../../shared/ipc/calls'
import type { InspectedModel } from '../../shared/ipc/model_data'
import type { AppSettings } from '../app_settings'

/** What model files are: the engine looks at them, and again only when they changed. */
export class Inspections {
  private readonly known = new Map<string, { key: string; found: Promise<InspectedModel> }>()

  constructor(
    private readonly ask: Ask<EngineCalls>,
    private readonly settings: AppSettings,
  ) {}

  async isThere(path: string): Promise<boolean> {
    return stat(path).then(
      () => true,
      () => false,
    )
  }

  async of(path: string, template?: string): Promise<InspectedModel> {
    const key = JSON.stringify([await stateOf(path), template && (await stateOf(template)), template])
    const known = this.known.get(path)
    if (known?.key === key) return known.found
    const { gpuLayers } = this.settings.get()
    const found = this.ask('model.inspect', { model: { path, template, gpuLayers } })
    this.known.set(path, { key, found })
    // a shard that is missing may come; an engine that ended may come again
    const forget = () => this.forget(path)
    found.then(({ problem }) => problem && forget(), forget)
    return found
  }

  forget(path: string): void {
    this.known.delete(path)
  }
}

const stateOf = (path: string): Promise<unknown> =>
  stat(path).then(
    ({ size, mtimeMs }) => [size, mtimeMs],
    () => null,
  )
