import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Watchdog } from '../../../../electron/main/watchdog'

const EVERY = 1000
const PATIENCE = 3

let answer: () => void
let pings: number
let needed: boolean
const onHung = vi.fn()
let dog: Watchdog

beforeEach(() => {
  vi.useFakeTimers()
  onHung.mockClear()
  pings = 0
  needed = true
  const ping = () => {
    pings++
    return new Promise<void>((resolve) => {
      answer = resolve
    })
  }
  dog = new Watchdog({ everyMs: EVERY, patience: PATIENCE, isNeeded: () => needed, ping, onHung })
})
afterEach(() => {
  dog.stop()
  vi.useRealTimers()
})

const rounds = (count: number) => vi.advanceTimersByTimeAsync(count * EVERY)

describe('a watchdog', () => {
  it('lets one be that answers, however late within its patience', async () => {
    for (let i = 0; i < 5; i++) {
      await rounds(PATIENCE)
      answer()
    }
    expect(onHung).not.toHaveBeenCalled()
    expect(pings).toBeGreaterThan(1)
  })

  it('tells once of one that answers nothing', async () => {
    await rounds(10 * PATIENCE)
    expect(onHung).toHaveBeenCalledOnce()
    expect(pings).toBe(1)
  })

  it('asks nothing of one that has no work', async () => {
    needed = false
    await rounds(10)
    expect(pings).toBe(0)
  })

  it('takes a machine that slept for no hang: no rounds went by', async () => {
    await rounds(1)
    // the clock goes on by a night, and no timer has run meanwhile
    vi.setSystemTime(Date.now() + 8 * 3600 * 1000)
    await rounds(1)
    expect(onHung).not.toHaveBeenCalled()
    answer()
    await rounds(1)
    expect(pings).toBe(2)
  })
})
