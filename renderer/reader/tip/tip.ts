import { create } from 'zustand'

/** What is said of the mark under the pointer. */
export interface TipState {
  text?: string
  x: number
  y: number
}

export const useTip = create<TipState>()(() => ({ x: 0, y: 0 }))

export const showTip = (text: string, x: number, y: number): void => useTip.setState({ text, x, y })

export function hideTip(): void {
  if (useTip.getState().text !== undefined) useTip.setState({ text: undefined })
}
