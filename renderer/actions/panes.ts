import { z } from 'zod'
import { create } from 'zustand'
import type { Settings } from '../../electron/shared/ipc/settings_data'
import { useExperiments } from '../state/experiments'
import { remember } from './remembered'

/** Which panes are to be seen; remembered. */
interface PanesState {
  library: boolean
  answer: boolean
  toggle(pane: Pane): void
  show(pane: Pane): void
}
type Pane = 'library' | 'answer'

export const usePanes = create<PanesState>()((set, get) => {
  const put = (pane: Pane, isShown: boolean) => {
    if (get()[pane] === isShown) return
    set({ [pane]: isShown })
    const { library, answer } = get()
    remember({ shown: { library, answer } })
  }
  return {
    library: true,
    answer: true,
    toggle: (pane) => put(pane, !get()[pane]),
    show: (pane) => put(pane, true),
  }
})

/** The answers come to sight; experiments that stood in their place go. */
export function showAnswers(): void {
  usePanes.getState().show('answer')
  useExperiments.getState().close()
}

const ShownSchema = z.object({ library: z.boolean(), answer: z.boolean() })

/** As they were when the window was closed. */
export function restorePanes({ view }: Settings): void {
  const shown = ShownSchema.safeParse(view.shown)
  if (shown.success) usePanes.setState(shown.data)
}

const LayoutSchema = z.record(z.string(), z.number())

/** Sizes of a group's panels as they were left; each set of panels has its own. */
export function layoutOf(settings: Settings | undefined, group: string): Record<string, number> | undefined {
  const layout = LayoutSchema.safeParse(settings?.view[`layout ${group}`])
  return layout.success ? layout.data : undefined
}

export const rememberLayout = (group: string, layout: Record<string, number>) =>
  remember({ [`layout ${group}`]: layout })
