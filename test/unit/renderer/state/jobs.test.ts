import { beforeEach, describe, expect, it } from 'vitest'
import { runningJob, useJobs, waitingBefore } from '../../../../renderer/state/jobs'
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
