import { create } from 'zustand'
import type { ExportProgress } from '../../electron/shared/ipc/export_data'

/** Exports that take long enough to be shown. */
export interface ExportsState {
  running: ExportProgress[]
  progressed(progress: ExportProgress): void
  ended(id: string): void
}

export const useExports = create<ExportsState>()((set, get) => ({
  running: [],
  progressed: (progress) => {
    const { running } = get()
    const isKnown = running.some((known) => known.export === progress.export)
    set({
      running: isKnown
        ? running.map((known) => (known.export === progress.export ? progress : known))
        : [...running, progress],
    })
  },
  ended: (id) => set({ running: get().running.filter((known) => known.export !== id) }),
}))
