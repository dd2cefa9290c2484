import { create } from 'zustand'
import type { DocumentEntry, Import } from '../../electron/ipc/document_data'

/** The documents of the library, and files on their way into it. */
export interface LibraryState {
  documents: DocumentEntry[]
  imports: Import[]
  /** The one to open as soon as it is read: the file that was added last. */
  awaited?: string

  setDocuments(documents: DocumentEntry[]): void
  importChanged(changed: Import): void
  dismissed(id: string): void
  await(id: string | undefined): void
}

export const useLibrary = create<LibraryState>()((set) => ({
  documents: [],
  imports: [],
  setDocuments: (documents) => set({ documents: [...documents].sort((a, b) => b.openedAt - a.openedAt) }),
  importChanged: (changed) =>
    set(({ imports }) => {
      const rest = imports.filter(({ id }) => id !== changed.id)
      if (changed.state === 'done') return { imports: rest }
      return { imports: rest.length === imports.length ? [...imports, changed] : imports.map((i) => same(i, changed)) }
    }),
  dismissed: (id) => set(({ imports }) => ({ imports: imports.filter((one) => one.id !== id) })),
  await: (awaited) => set({ awaited }),
}))

const same = (known: Import, changed: Import) => (known.id === changed.id ? changed : known)
