import { create } from 'zustand'
import type { Turn } from './turns'
import { turnOf } from './turns'
import { stepFrom, type Zoom } from './zoom'

export type Panel = 'outline' | 'pages'

/** How the document is looked at. `zoom` and `panel` are remembered (remember.ts). */
export interface ViewState {
  zoom: Zoom
  turn: Turn
  panel?: Panel
  /** How sure text recognition is of each word is drawn. */
  sureness: boolean
  /** 1-based number of the page one is on. */
  page: number
  /** What `zoom` comes to now: 1 is real size. */
  shownZoom: number

  setZoom(zoom: Zoom): void
  step(direction: 1 | -1): void
  rotate(by?: 90 | -90): void
  togglePanel(panel: Panel): void
  showSureness(shown: boolean): void
  /** Told by what shows the document. */
  isOn(page: number): void
  isShownAt(zoom: number): void
  /** A new document: from its first page, as the file wants it. */
  restart(): void
}

export const useView = create<ViewState>()((set, get) => ({
  zoom: 'width',
  turn: 0,
  sureness: false,
  page: 1,
  shownZoom: 1,
  setZoom: (zoom) => set({ zoom }),
  step: (direction) => set({ zoom: stepFrom(get().shownZoom, direction) }),
  rotate: (by = 90) => set({ turn: turnOf(get().turn + by) }),
  togglePanel: (panel) => set({ panel: get().panel === panel ? undefined : panel }),
  showSureness: (sureness) => set({ sureness }),
  isOn: (page) => {
    if (page !== get().page) set({ page })
  },
  isShownAt: (shownZoom) => {
    if (shownZoom !== get().shownZoom) set({ shownZoom })
  },
  restart: () => set({ page: 1, turn: 0, sureness: false }),
}))
