import { create } from 'zustand'

/** Milliseconds that a place lights up after the reader went there. */
const LASTS = 1600

/** Characters that light up because the reader has just been brought there. */
export interface FlashState {
  flashed?: { start: number; end: number; at: number }
  flash(start: number, end: number): void
}

let timer: ReturnType<typeof setTimeout> | undefined

export const useFlash = create<FlashState>()((set) => ({
  flash: (start, end) => {
    clearTimeout(timer)
    set({ flashed: { start, end, at: performance.now() } })
    timer = setTimeout(() => set({ flashed: undefined }), LASTS)
  },
}))
