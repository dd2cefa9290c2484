import { create } from 'zustand'
import type { Settings, Status } from '../../electron/shared/ipc/settings_data'
import { ask } from '../ipc/client'

/** `settings` and `models` are pages of one dialog. */
export type DialogName = 'settings' | 'models' | 'shortcuts' | 'model-card' | 'licences' | 'sent' | 'cost'

/** What belongs to the whole window: status line, settings, the open dialog, things the user must know. */
export interface AppState {
  status?: Status
  settings?: Settings
  dialog?: DialogName
  problems: string[]

  setStatus(status: Status): void
  setSettings(settings: Settings): void
  change(changes: Partial<Settings>): Promise<void>
  show(dialog: DialogName | undefined): void
  report(message: string): void
  dismissProblem(message: string): void
}

export const useApp = create<AppState>()((set, get) => ({
  problems: [],
  setStatus: (status) => set({ status }),
  setSettings: (settings) => set({ settings }),
  async change(changes) {
    await attempt(async () => set({ settings: await ask('app.change', changes) }))
  },
  show: (dialog) => set({ dialog }),
  report: (message) => set({ problems: [...get().problems.filter((known) => known !== message), message] }),
  dismissProblem: (message) => set({ problems: get().problems.filter((known) => known !== message) }),
}))

/** Does something that may fail; its sentence goes to the banner. */
export async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    useApp.getState().report((error as Error).message)
    return undefined
  }
}
