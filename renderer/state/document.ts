import { create } from 'zustand'
import type { Alignment } from '../../electron/shared/document/alignment'
import type { SourceDocument } from '../../electron/shared/document/types'
import type { DocumentEntry } from '../../electron/shared/ipc/document_data'
import { ask } from '../ipc/client'

/** The open document. */
export interface DocumentState {
  entry?: DocumentEntry
  source?: SourceDocument
  /** Of an encrypted file, if main still knows it: the reader opens the file with it. */
  password?: string
  /** Tokens of the document as the lens's answer cut it; undefined until the lens needs it (renderer/lens). */
  alignment?: Alignment
  problem?: string
  /** The one that could not be opened. */
  failed?: string
  /** The one that was asked for, until it is there. */
  opening?: string
  /** Where the reader should go: characters of the text. `at` tells two wishes for the same place apart. */
  goal?: { start: number; end: number; at: number }

  open(document: string): Promise<void>
  close(): void
  setAlignment(alignment: Alignment | undefined): void
  goTo(start: number, end: number): void
}

const NOTHING = {
  entry: undefined,
  source: undefined,
  password: undefined,
  alignment: undefined,
  problem: undefined,
  failed: undefined,
  opening: undefined,
  goal: undefined,
}

/** The last document that was asked for: an answer that comes after another was asked for is ignored. */
let wanted: string | undefined

export const useDocument = create<DocumentState>()((set, get) => ({
  async open(document) {
    wanted = document
    if (get().entry?.id === document && get().source) return
    set({ ...NOTHING, opening: document })
    try {
      const { entry, source, password } = await ask('library.open', { document })
      if (wanted === document) set({ entry, source, password, opening: undefined })
    } catch (error) {
      if (wanted === document) set({ problem: (error as Error).message, failed: document, opening: undefined })
    }
  },
  close: () => {
    wanted = undefined
    set(NOTHING)
  },
  setAlignment: (alignment) => set({ alignment }),
  goTo: (start, end) => set({ goal: { start, end, at: performance.now() } }),
}))
