import { randomUUID } from 'node:crypto'
import { totalmem } from 'node:os'
import { basename } from 'node:path'
import type { ListedModel, ModelList } from '../../library/model_list'
import { builtInModel } from '../../models/builtin'
import { findModels } from '../../models/find_models'
import { shardsOf } from '../../models/shards'
import { simpleFit } from '../../models/simple_fit'
import type { AppCalls, Ask, EngineCalls, Input } from '../../shared/ipc/calls'
import { CallFailure } from '../../shared/ipc/failure'
import { type AddedModels, BUILT_IN, type InspectedModel, type ModelEntry } from '../../shared/ipc/model_data'
import type { Plan } from '../../shared/ipc/plan_data'
import type { Settings } from '../../shared/ipc/settings_data'
import type { AppSettings } from '../app_settings'
import type { TellPage } from '../events'
import type { SystemDialogs } from '../system_dialogs'
import type { Inspections } from './inspections'

export interface ModelsOptions {
  list: ModelList
  settings: AppSettings
  inspections: Inspections
  ask: Ask<EngineCalls>
  dialogs: Pick<SystemDialogs, 'pickModel' | 'pickTemplate'>
  tell: TellPage
  /** The used model is read otherwise now. */
  onChange(): void
  memoryBytes?: number
}

/** The one that is always there. */
const builtIn = (): ListedModel => ({ id: BUILT_IN, path: builtInModel() })

/** The user's models: a list of places; the files themselves are never touched. */
export class Models {
  /** First shard of the model in the engine's memory, '' for the built-in one. */
  private loadedPath: string | null = null
  /** As the page has them. */
  private last?: ModelEntry[]

  constructor(private readonly options: ModelsOptions) {
    const { list, settings } = options
    const { model } = settings.get()
    // chosen before there was a list
    if (model !== null && !list.at(model)) list.add({ id: randomUUID(), path: model })
    settings.onChange((now, before) => {
      if (now.model !== before.model || now.gpuLayers !== before.gpuLayers) this.changed()
    })
  }

  async entries(): Promise<ModelEntry[]> {
    this.last = await Promise.all([builtIn(), ...this.options.list.all()].map((model) => this.entry(model)))
    return this.last
  }

  /** Tells the page how the list stands. */
  changed(): void {
    this.entries().then(
      (models) => this.options.tell('models.changed', models),
      () => {}, // the engine ended: the next change tells
    )
  }

  loaded(path: string | null): void {
    if (path === this.loadedPath) return
    this.loadedPath = path
    // nothing is asked for it: an engine that ended isn't started again
    const models = this.last?.map((entry) => ({ ...entry, isLoaded: this.isLoaded(entry) }))
    if (models) this.options.tell('models.changed', models)
  }

  async add(paths: readonly string[]): Promise<AddedModels> {
    const result: Omit<AddedModels, 'models'> = { added: [], refused: [], toConvert: [] }
    for (const path of paths) {
      const { paths: found, toConvert, problem } = await findModels(path)
      if (toConvert) result.toConvert.push(toConvert)
      if (problem) result.refused.push({ file: basename(path), message: problem })
      for (const first of found) {
        const added = await this.addOne(first)
        if (typeof added === 'string') result.added.push(added)
        else result.refused.push(added)
      }
    }
    return { ...result, models: await this.entries() }
  }

  async pick({ what }: Input<AppCalls, 'models.pick'>): Promise<AddedModels> {
    const path = await this.options.dialogs.pickModel(what)
    return this.add(path === undefined ? [] : [path])
  }

  rename({ model, name }: Input<AppCalls, 'models.rename'>): Promise<ModelEntry[]> {
    const { id } = this.ofList(model)
    this.options.list.change(id, { name: name.trim() || undefined })
    return this.entries()
  }

  remove({ model }: Input<AppCalls, 'models.remove'>): Promise<ModelEntry[]> {
    const { id, path } = this.ofList(model)
    const { list, settings } = this.options
    list.remove(id)
    if (settings.get().model === path) settings.change({ model: null })
    return this.entries()
  }

  async use({ model }: Input<AppCalls, 'models.use'>): Promise<Settings> {
    const { settings } = this.options
    if (model === BUILT_IN) return settings.change({ model: null })
    const { state, name, path, problem } = await this.entry(this.ofList(model))
    if (state === 'missing') throw new CallFailure('bad-model', `"${name}" isn't at ${path} any more; look for it.`)
    if (problem) throw new CallFailure('bad-model', problem.message)
    return settings.change({ model: path })
  }

  async find({ model }: Input<AppCalls, 'models.find'>): Promise<ModelEntry[]> {
    const { list, settings, dialogs, inspections } = this.options
    const { id, path: before, template } = this.ofList(model)
    const picked = await dialogs.pickModel('file')
    if (picked === undefined) return this.entries()
    const path = shardsOf(picked)[0]!
    const other = list.at(path)
    if (other && other.id !== id) throw new CallFailure('bad-model', `"${basename(path)}" is in the list already.`)
    refuse(await inspections.of(path, template))
    list.change(id, { path })
    if (settings.get().model === before) settings.change({ model: path })
    return this.entries()
  }

  async template({ model, own }: Input<AppCalls, 'models.template'>): Promise<ModelEntry[]> {
    const { list, settings, dialogs, inspections, onChange } = this.options
    const { id, path } = this.ofList(model)
    const template = own ? undefined : await dialogs.pickTemplate()
    if (!own && template === undefined) return this.entries()
    if (template !== undefined) {
      const { problem } = await inspections.of(path, template)
      if (problem) throw new CallFailure('bad-template', problem.message)
    }
    list.change(id, { template })
    if (settings.get().model === path) onChange()
    return this.entries()
  }

  /** Of a model that is on the disk: the engine reads its header. */
  plan({ model, choice }: Input<AppCalls, 'models.plan'>): Promise<Plan> {
    const { settings, ask } = this.options
    const { gpuLayers, servers } = settings.model()
    return ask('model.plan', { model: { path: this.pathOf(model), gpuLayers, servers }, choice })
  }

  loadAs({ model, choice }: Input<AppCalls, 'models.loadAs'>): Promise<ModelEntry[]> {
    const { list, settings, onChange } = this.options
    const { id, path } = this.ofList(model)
    list.change(id, { load: choice })
    if (settings.get().model === path) onChange()
    return this.entries()
  }

  think({ model, on }: Input<AppCalls, 'models.think'>): Promise<ModelEntry[]> {
    const { list, settings, onChange } = this.options
    const used = settings.get().model
    const { id, path } = this.ofList(model ?? (used === null ? BUILT_IN : (list.at(used)?.id ?? '')))
    list.change(id, { thinks: on || undefined })
    if (used === path) onChange()
    return this.entries()
  }

  /** Where a model of the list, or the built-in one, lies. */
  pathOf(model: string): string {
    return model === BUILT_IN ? builtInModel() : this.ofList(model).path
  }

  private isLoaded({ id, path }: { id: string; path: string }): boolean {
    return this.loadedPath === (id === BUILT_IN ? '' : path)
  }

  private ofList(id: string): ListedModel {
    const found = this.options.list.get(id)
    if (!found) throw new CallFailure('not-found', 'This model is not in the list any more.')
    return found
  }

  private async addOne(path: string): Promise<string | { file: string; message: string }> {
    const { list, inspections } = this.options
    if (path === builtInModel()) return BUILT_IN
    const known = list.at(path)
    if (known) return known.id
    const { card, problem } = await inspections.of(path)
    // a template can be chosen for it in the list
    if (problem && problem.code !== 'no-chat-template') return { file: basename(path), message: problem.message }
    const id = randomUUID()
    list.add({ id, path, card })
    return id
  }

  private async entry({ id, path, name, template, thinks, load, card: before }: ListedModel): Promise<ModelEntry> {
    const { list, settings, inspections, memoryBytes = totalmem() } = this.options
    const isThere = await inspections.isThere(path)
    const found: InspectedModel = isThere ? await inspections.of(path, template) : {}
    const card = found.card ?? before
    if (id !== BUILT_IN && JSON.stringify(card) !== JSON.stringify(before)) list.change(id, { card })
    const place = id === BUILT_IN ? null : path
    return {
      ...found,
      id,
      path,
      name: name ?? (card?.name || basename(path)),
      isUsed: settings.get().model === place,
      isLoaded: this.isLoaded({ id, path }),
      state: !isThere ? 'missing' : found.problem ? 'refused' : 'ready',
      card,
      template,
      ...(thinks && { thinks }),
      ...(load && { load }),
      fit: card && simpleFit(card.bytes, memoryBytes),
    }
  }
}

/** Throws where a model can't be used; that it lacks a template can be mended in the list. */
function refuse({ problem }: InspectedModel): void {
  if (problem && problem.code !== 'no-chat-template') throw new CallFailure('bad-model', problem.message)
}
