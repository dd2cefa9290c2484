import { create } from 'zustand'
import type { AddedModels, ModelEntry } from '../../electron/shared/ipc/model_data'
import { ask } from '../ipc/client'
import { useApp } from './app'

/** What came of files that were dropped or picked. */
type Outcome = Omit<AddedModels, 'models'>

const NOTHING: Outcome = { added: [], refused: [], toConvert: [] }

/** The user's models, and what was done last to their list. */
export interface ModelsState {
  models?: ModelEntry[]
  outcome: Outcome
  /** Files are looked at. */
  isAdding: boolean
  /** One sentence: why the last thing that was asked for wasn't done. */
  problem?: string

  setModels(models: ModelEntry[]): void
  load(): Promise<void>
  add(paths: string[]): Promise<void>
  pick(what: 'file' | 'folder'): Promise<void>
  use(model: string): Promise<void>
  /** Something that answers with the list. */
  change(work: () => Promise<ModelEntry[]>): Promise<void>
  /** What was told of the last adding was read. */
  forget(): void
}

export const useModels = create<ModelsState>()((set, get) => {
  const attempt = async (work: () => Promise<void>) => {
    set({ problem: undefined })
    try {
      await work()
    } catch (error) {
      set({ problem: (error as Error).message })
    }
  }
  const adding = async (work: () => Promise<AddedModels>) => {
    set({ outcome: NOTHING, isAdding: true })
    await attempt(async () => {
      const { models, ...outcome } = await work()
      set({ models, outcome })
    })
    set({ isAdding: false })
  }
  return {
    outcome: NOTHING,
    isAdding: false,
    setModels: (models) => set({ models }),
    load: () => get().change(() => ask('models.list')),
    async add(paths) {
      if (paths.length > 0) return adding(() => ask('models.add', { paths }))
      set({ problem: 'What you dropped is no file on this computer: drop a model’s GGUF file or its folder.' })
    },
    pick: (what) => adding(() => ask('models.pick', { what })),
    use: (model) =>
      attempt(async () => {
        useApp.getState().setSettings(await ask('models.use', { model }))
        set({ models: await ask('models.list') })
      }),
    change: (work) => attempt(async () => set({ models: await work() })),
    forget: () => set({ outcome: NOTHING, problem: undefined }),
  }
})
