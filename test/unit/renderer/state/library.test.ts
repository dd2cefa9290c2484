import { beforeEach, describe, expect, it } from 'vitest'
import type { DocumentEntry, Import } from '../../../../electron/shared/ipc/document_data'
import { useLibrary } from '../../../../renderer/state/library'
import { DOCUMENT, id } from '../made'

describe('the library', () => {
  const { importChanged, dismissed, setDocuments } = useLibrary.getState()
  const state = () => useLibrary.getState()
  const one = (n: number, changes: Partial<Import> = {}): Import => ({
    id: id(n),
    file: `${n}.pdf`,
    state: 'waiting',
    pagesDone: 0,
    pages: 0,
    ...changes,
  })
  beforeEach(() => useLibrary.setState({ documents: [], imports: [], awaited: [] }))

  it('shows what was opened last first', () => {
    const document = (n: number, openedAt: number) => ({ id: id(n), openedAt }) as DocumentEntry
    setDocuments([document(1, 5), document(2, 9)])
    expect(state().documents.map((entry) => entry.id)).toEqual([id(2), id(1)])
  })

  it('has a queue of files, in their order, until they are in', () => {
    importChanged(one(1))
    importChanged(one(2))
    importChanged(one(1, { state: 'reading', pagesDone: 3, pages: 4 }))
    expect(state().imports.map(({ state }) => state)).toEqual(['reading', 'waiting'])
    importChanged(one(1, { state: 'done', document: DOCUMENT }))
    dismissed(id(2))
    expect(state().imports).toEqual([])
  })

  it('does not wait for a file that failed or was dismissed', () => {
    state().expect([id(1), id(2), id(3)])
    importChanged(one(1, { state: 'failed', problem: 'No.' }))
    dismissed(id(2))
    expect(state().awaited).toEqual([id(3)])
    expect(state().imports[0]!.problem).toBe('No.')
  })
})
