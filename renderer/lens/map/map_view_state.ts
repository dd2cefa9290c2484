import { create } from 'zustand'

/** How the map is looked at. */
export interface MapViewState {
  /** Layers in each row. */
  group: number
  hideSinks: boolean
  hideRecent: boolean
  set(changes: Partial<Pick<MapViewState, 'group' | 'hideSinks' | 'hideRecent'>>): void
}

export const useMapView = create<MapViewState>()((set) => ({
  group: 1,
  hideSinks: false,
  hideRecent: false,
  set: (changes) => set(changes),
}))
