import { create } from 'zustand'
import type { DocumentEntry, Import } from '../../electron/shared/ipc/document_data'

/** The documents of the library, and files on their way into it. */
export interface LibraryState {
  documents: DocumentEntry[]
  imports: Import[]
  /** Imports of which the first that is read is to be shown: the files that were added last. */
  awaited: string[]

  setDocuments(documents: DocumentEntry[]): void
  importChanged(changed: Import): void
  dismissed(id: string): void
  /** The first of these that is read is to be shown. */
  expect(ids: string[]): void
}

export const useLibrary = create<LibraryState>()((set) => ({
  documents: [],
  imports: [],
  awaited: [],
  setDocuments: (documents) => set({ documents: [...documents].sort((a, b) => b.openedAt - a.openedAt) }),
  importChanged: (changed) =>
    set(({ imports, awaited }) => ({
      imports: withImport(imports, changed),
      awaited: changed.state === 'failed' ? awaited.filter((id) => id !== changed.id) : awaited,
    })),
  dismissed: (gone) =>
    set(({ imports, awaited }) => ({
      imports: imports.filter(({ id }) => id !== gone),
      awaited: awaited.filter((id) => id !== gone),
    })),
  expect: (awaited) => set({ awaited }),
}))

/** Those that are done are in the list of documents. */
function withImport(imports: readonly Import[], changed: Import): Import[] {
  if (changed.state === 'done') return imports.filter(({ id }) => id !== changed.id)
  const isKnown = imports.some(({ id }) => id === changed.id)
  return isKnown ? imports.map((one) => (one.id === changed.id ? changed : one)) : [...imports, changed]
}
