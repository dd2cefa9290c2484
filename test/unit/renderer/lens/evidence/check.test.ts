// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import {
  changeOver,
  changeText,
  hardestWords,
  likelihoodWords,
  shadeOf,
} from '../../../../../renderer/lens/evidence/change_words'
import { checkName, checksOf, taskName, useChecks } from '../../../../../renderer/lens/evidence/checks'
import { taskWords, useTasks } from '../../../../../renderer/state/tasks'

const trace = { answer: '00000000-0000-4000-8000-000000000001', generation: 0 }
const told = { answer: { text: 'The keeper is Marta.' }, tokenStarts: [0, 3, 10, 13, 19, 20] } as never

describe('a change in likelihood', () => {
  it('is a factor in words', () => {
    expect(likelihoodWords(0.05)).toBe('about as likely as before')
    expect(likelihoodWords(Math.log(12))).toBe('12 times more likely')
    expect(likelihoodWords(-Math.log(2.5))).toBe('2.5 times less likely')
    expect(likelihoodWords(-20)).toBe('more than 1,000 times less likely')
  })

  it('is summed over the words that are looked at, and names the one that suffers most', () => {
    const changes = Float32Array.of(0, -0.5, 0.25, -4, 1)
    expect(changeOver(changes, { from: 1, to: 4 })).toBe(-4.25)
    expect(changeOver(changes, { from: 3, to: 99 })).toBe(-3)
    expect(hardestWords(changes, { from: 0, to: 5 }, told)).toBe('“Marta” (−4.0)')
    expect(hardestWords(changes, { from: 4, to: 5 }, told)).toBeUndefined()
  })

  it('has a sign, and is shaded up to four nats', () => {
    expect([-2.34, 0.5, 0, -0.04, 0.04].map(changeText)).toEqual(['−2.3', '+0.5', '0.0', '0.0', '0.0'])
    expect([shadeOf(-2), shadeOf(-9), shadeOf(4)]).toEqual([-0.5, -1, 1])
  })
})

const without = (sentences: number[], now: number[]) => ({
  sentences,
  positions: 5,
  logProbabilities: Float32Array.from(now),
  change: 0,
})

describe('checks', () => {
  const call = vi.fn()
  const listeners: ((name: string, data: unknown) => void)[] = []
  beforeEach(() => {
    call.mockReset()
    listeners.length = 0
    window.sparselens = {
      call,
      listen: (listener) => {
        listeners.push(listener)
        return () => listeners.splice(listeners.indexOf(listener), 1)
      },
      pathsOf: () => [],
    }
    useChecks.setState({ results: {} })
    useTasks.setState({ running: {}, problems: {} })
  })

  it('are differences for each token, by set of sentences in any order', () => {
    const found = checksOf(trace, {
      logProbabilities: Float32Array.of(-1, -2),
      without: [without([4, 2], [-3, -2])],
    })
    expect(found[checkName(trace, [2, 4])]!.changes).toEqual(Float32Array.of(-2, 0))
  })

  it('tell how far they have come, keep what was found, and ask for nothing twice', async () => {
    let answer!: (value: unknown) => void
    call.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)))
    const done = useChecks.getState().check(trace, [[1]])
    const name = taskName(trace, [[1]])
    const { job } = useTasks.getState().running[name]!
    expect(taskWords(useTasks.getState().running[name]!).words).toBe('Waiting for the model…')
    for (const tell of listeners) tell('job.progress', { job, progress: { step: 'score', done: 1, total: 2 } })
    expect(taskWords(useTasks.getState().running[name]!)).toEqual({
      words: 'Scoring the answer’s words again…',
      share: 0.5,
    })
    answer({ ok: true, value: { logProbabilities: Float32Array.of(-1), without: [without([1], [-5])] } })
    await done
    expect(useTasks.getState().running).toEqual({})
    expect(listeners).toEqual([])
    expect(useChecks.getState().results[checkName(trace, [1])]!.changes).toEqual(Float32Array.of(-4))
    await useChecks.getState().check(trace, [[1]])
    expect(call).toHaveBeenCalledTimes(1)
  })

  it('leave nothing behind when stopped, and a sentence when they fail', async () => {
    const refuse = (code: string, message: string) => ({ ok: false, failure: { code, message } })
    call.mockResolvedValueOnce(refuse('cancelled', 'Cancelled.'))
    await useChecks.getState().check(trace, [[1]])
    expect(useTasks.getState()).toMatchObject({ running: {}, problems: {} })
    call.mockResolvedValueOnce(refuse('no-trace', 'Ask again.'))
    await useChecks.getState().check(trace, [[1]])
    expect(useTasks.getState().problems).toEqual({ [taskName(trace, [[1]])]: 'Ask again.' })
  })

  it('stop by their job, once', async () => {
    let end!: (value: unknown) => void
    call.mockImplementation(async (name: string) =>
      name === 'job.cancel' ? { ok: true, value: undefined } : new Promise((resolve) => (end = resolve)),
    )
    const done = useChecks.getState().check(trace, [[1]])
    const name = taskName(trace, [[1]])
    const { job } = useTasks.getState().running[name]!
    await useTasks.getState().stop(name)
    await useTasks.getState().stop(name)
    expect(call.mock.calls.filter(([called]) => called === 'job.cancel')).toEqual([['job.cancel', { job }]])
    expect(taskWords(useTasks.getState().running[name]!).words).toBe('Stopping…')
    end({ ok: false, failure: { code: 'cancelled', message: 'Cancelled.' } })
    await done
    expect(useTasks.getState().running).toEqual({})
  })
})
