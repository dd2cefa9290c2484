import { create } from 'zustand'

/** The sentence under the pointer or under the keyboard's cursor: characters [start, end), or nothing. */
export interface HoverState {
  hovered?: { start: number; end: number }
  /** Index in the reader's units (units.ts): where the keyboard is. */
  cursor?: number

  hover(range: { start: number; end: number } | undefined): void
  moveTo(unit: number | undefined): void
}

export const useHover = create<HoverState>()((set, get) => ({
  hover: (hovered) => {
    if (hovered?.start !== get().hovered?.start || hovered?.end !== get().hovered?.end) set({ hovered })
  },
  moveTo: (cursor) => set({ cursor }),
}))
