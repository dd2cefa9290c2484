import { vi } from 'vitest'

/** Pixels: happy-dom lays nothing out, and lists that draw only what is in sight would draw nothing. */
export const PANE = 800
export const ROW = 50

/** Gives lists that scroll the height of a pane, and their rows one. To be called before each test. */
export function layOut(): void {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(PANE)
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(ROW)
}
