import { create } from 'zustand'
import type { TraceKey } from '../../electron/shared/ipc/lens_data'

export type ExperimentsTab = 'answer' | 'prompt' | 'many'

/** What is done with sentences of the document. */
export type SpanUse = 'exclude' | 'force'

/** The experiments' pane: what is asked next, and which run is shown. */
export interface ExperimentsState {
  open: boolean
  tab: ExperimentsTab
  /** The answer's generation that things are tried with; the lens's or the newest one if undefined. */
  subject?: TraceKey
  /** The document's units (Alignment.sentences) that are left out or forced in. */
  exclude: number[]
  force: number[]
  /** Undefined: as the answer was given. */
  topK?: number
  /** The run that is shown in each tab. */
  shown: { answer?: string; prompt?: string }

  show(tab?: ExperimentsTab): void
  /** Tries things with another answer: what was chosen of the last one's document is forgotten. */
  about(subject: TraceKey): void
  use(use: SpanUse, units: readonly number[]): void
  drop(use: SpanUse, unit: number): void
  chooseTopK(topK: number | undefined): void
  showRun(tab: 'answer' | 'prompt', run: string | undefined): void
  close(): void
}

const FRESH = { subject: undefined, exclude: [], force: [], topK: undefined }

export const useExperiments = create<ExperimentsState>()((set, get) => ({
  open: false,
  tab: 'answer',
  ...FRESH,
  shown: {},
  show: (tab) => set({ open: true, tab: tab ?? get().tab }),
  about: (subject) => {
    const known = get().subject
    const isSame = known?.answer === subject.answer && known.generation === subject.generation
    set(isSame ? { open: true, tab: 'answer' } : { ...FRESH, subject, open: true, tab: 'answer' })
  },
  use: (use, units) => {
    const other = use === 'exclude' ? 'force' : 'exclude'
    const mine = [...new Set([...get()[use], ...units])].sort((a, b) => a - b)
    set({ [use]: mine, [other]: get()[other].filter((unit) => !units.includes(unit)) })
  },
  drop: (use, unit) => set({ [use]: get()[use].filter((one) => one !== unit) }),
  chooseTopK: (topK) => set({ topK }),
  showRun: (tab, run) => set({ shown: { ...get().shown, [tab]: run } }),
  close: () => set({ open: false }),
}))
