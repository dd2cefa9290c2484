import { beforeEach, describe, expect, it } from 'vitest'
import type { DocumentEntry, Import } from '../../../../electron/shared/ipc/document_data'
import { groupsOf } from '../../../../renderer/state/answer_groups'
import { runningJob, useJobs, waitingBefore } from '../../../../renderer/state/jobs'
import { useLibrary } from '../../../../renderer/state/library'
import { answer, DOCUMENT, id } from '../made'

describe('jobs', () => {
  const { changed, removed, progressed } = useJobs.getState()
  const jobs = () => useJobs.getState().jobs
  beforeEach(() => useJobs.setState({ jobs: [] }))

  it('are answers at work, of any document, in the order they were asked for', () => {
    changed(answer(2, { document: id(50) }))
    changed(answer(1, { state: 'reading' }))
    changed(answer(3, { state: 'done' }))
    expect(jobs().map((job) => job.answer)).toEqual([id(1), id(2)])
    expect(runningJob(jobs())!.answer).toBe(id(1))
    changed(answer(1, { state: 'done' }))
    removed(id(2))
    expect(jobs()).toEqual([])
  })

  it('keep their progress when their state changes', () => {
    changed(answer(1))
    progressed(id(1), DOCUMENT, { stage: 'load', done: 0.5 })
    changed(answer(1, { state: 'reading' }))
    expect(jobs()[0]!.progress).toEqual({ stage: 'load', done: 0.5 })
  })

  it('are known by their progress alone after the page was loaded anew', () => {
    progressed(id(1), DOCUMENT, { stage: 'restore' })
    expect(jobs()[0]).toMatchObject({ answer: id(1), document: DOCUMENT, state: 'reading' })
  })

  it('say how many are before one that waits', () => {
    changed(answer(1))
    changed(answer(2, { state: 'answering' }))
    changed(answer(3))
    expect([1, 3].map((n) => waitingBefore(jobs(), id(n)))).toEqual([1, 2])
    // what nobody asked for by name comes last
    changed(answer(1, { automatic: true }))
    expect([1, 3].map((n) => waitingBefore(jobs(), id(n)))).toEqual([2, 1])
  })
})

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
    state().await([id(1), id(2), id(3)])
    importChanged(one(1, { state: 'failed', problem: 'No.' }))
    dismissed(id(2))
    expect(state().awaited).toEqual([id(3)])
    expect(state().imports[0]!.problem).toBe('No.')
  })
})

describe('groups of answers', () => {
  it('hold the answers to one request, where its newest is', () => {
    const question = (words: string) => ({ kind: 'question' as const, question: words })
    const groups = groupsOf([
      answer(1),
      answer(2, { request: question('Who?') }),
      answer(3, { request: { kind: 'summary', sentences: 3 } }),
      answer(4, { request: question('Who? ') }),
    ])
    expect(groups.map(({ answers }) => answers.map((one) => one.createdAt))).toEqual([[1], [3], [2, 4]])
  })

  it('tell a question from a focus of the same words', () => {
    const groups = groupsOf([
      answer(1, { request: { kind: 'summary', focus: 'dates' } }),
      answer(2, { request: { kind: 'question', question: 'dates' } }),
    ])
    expect(groups).toHaveLength(2)
  })
})
