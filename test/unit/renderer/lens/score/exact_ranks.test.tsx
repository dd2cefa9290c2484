// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import type { Bridge } from '../../../../../electron/shared/ipc/bridge'
import { scoredSentences } from '../../../../../renderer/lens/row/ranking'
import { ExactRanks } from '../../../../../renderer/lens/score/ExactRanks'
import { agree, nearestMiss, rankName, ranksOf } from '../../../../../renderer/lens/score/ranks'
import type { Subject } from '../../../../../renderer/lens/subject/subject'
import { alignment, generation, row } from '../made'

/** What the trace knows: three entered, and of those that missed only position 6, of the first sentence. */
const known = row({
  positions: Int32Array.of(0, 15, 17),
  scores: Float32Array.of(1, 5, 4),
  missed: Int32Array.of(6),
  missedScores: Float32Array.of(0.9),
  sentences: Int32Array.of(2, 0, 1),
  sentenceMax: Float32Array.of(5, 0.9, 0.75),
})

/** All 23 scores of that row. */
function scores(changes: Record<number, number> = {}): Float32Array {
  const all = new Float32Array(23).fill(-1)
  for (const [at, score] of Object.entries({ 0: 1, 15: 5, 17: 4, 6: 0.9, 12: 0.8, 10: 0.75, ...changes })) {
    all[Number(at)] = score
  }
  return all
}

it('ranks what the trace only has a bound for, behind what it knows', () => {
  const of = ranksOf(known, generation, alignment(), scores())
  expect([2, 0, 1].map((unit) => rankName(of(unit)))).toEqual([
    'ranked 1st of 23',
    'ranked 4th of 23',
    'ranked 6th of 23',
  ])
  // of equal scores the earlier position comes first, as where the best are chosen
  const tied = ranksOf(known, generation, alignment(), scores({ 12: 0.75 }))
  expect(rankName(tied(1))).toBe('ranked 5th of 23')
})

it('ranks every sentence, once each', () => {
  const of = ranksOf(row({ positions: Int32Array.of(0), missed: Int32Array.of() }), generation, alignment(), scores())
  const ranks = [0, 1, 2].map(of)
  expect(ranks).toEqual([
    { rank: 4, of: 23 },
    { rank: 6, of: 23 },
    { rank: 2, of: 23 },
  ])
})

it('says what missed nearest with its rank, too', () => {
  const far = { ...known, missed: Int32Array.of(19), missedScores: Float32Array.of(0.95) }
  const scored = scoredSentences(far, generation, alignment())
  const nearest = (anew?: Float32Array) => nearestMiss(scored, generation, ranksOf(far, generation, alignment(), anew))
  expect(nearest()!.rank).toBe('below the best that missed')
  expect(nearest(scores({ 19: 0.95 }))!.rank).toBe('ranked 5th of 23')
})

it('tells scores of another machine from those of the trace, which are rounded', () => {
  expect(agree(known, scores({ 6: 0.9001 }))).toBe(true)
  expect(agree(known, scores({ 6: 0.91 }))).toBe(false)
  expect(agree(known, scores({ 15: 5.1 }))).toBe(false)
})

let answers = 0
const message = 'The document was removed.'

function show(answer: () => Awaited<ReturnType<Bridge['call']>>) {
  const call = vi.fn(async () => answer())
  window.sparselens = { call, listen: () => () => {}, pathsOf: () => [] }
  const id = `00000000-0000-4000-8000-${String(++answers).padStart(12, '0')}`
  const subject = { entry: { id }, generation, trace: { answer: id, generation: 0 }, token: 2, layer: 3 }
  render(<ExactRanks subject={subject as Subject} row={known} />)
  return { call, id }
}

afterEach(cleanup)
const click = () => act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Show exact ranks' })))

it('asks for a row’s scores on demand, once', async () => {
  const { call, id } = show(() => ({ ok: true, value: { scores: scores() } }))
  expect(call).not.toHaveBeenCalled()
  await click()
  expect(call.mock.calls).toEqual([
    ['experiment.scores', expect.objectContaining({ trace: { answer: id, generation: 0 }, token: 2, layer: 3 })],
  ])
  expect(screen.getByRole('status').textContent).toContain('every rank is exact')
})

it('says so where the ranks are not exact', async () => {
  show(() => ({ ok: true, value: { scores: scores({ 6: 0.95 }) } }))
  await click()
  expect(document.body.textContent).toContain('near, not exact')
})

it('says why it could not, and tries again', async () => {
  const { call } = show(() => ({ ok: false, failure: { code: 'gone', message } }))
  await click()
  expect(screen.getByText(message)).toBeDefined()
  await act(async () => void fireEvent.click(screen.getByRole('button')))
  expect(call).toHaveBeenCalledTimes(2)
})
