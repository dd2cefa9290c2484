import { create } from 'zustand'

/** Which panes are to be seen. */
interface PanesState {
  library: boolean
  answer: boolean
  toggle(pane: 'library' | 'answer'): void
}

export const usePanes = create<PanesState>()((set) => ({
  library: true,
  answer: true,
  toggle: (pane) => set((state) => ({ [pane]: !state[pane] })),
}))
