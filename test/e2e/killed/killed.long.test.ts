import { afterAll, expect, test } from 'vitest'
import { Killed, VICTIMS } from './killed'

/** A hundred kills at random moments, as many of each process. */

const TIMES = 100

const killed = new Killed()
afterAll(() => killed.close())

test(`killed ${TIMES} times at random moments, nothing is lost`, async () => {
  for (let at = 0; at < TIMES; at++) {
    const [victim, ms] = [VICTIMS[at % VICTIMS.length]!, 1000 + 11_000 * Math.random()]
    expect([at, victim, ms, await killed.round(victim, ms)]).toEqual([at, victim, ms, []])
  }
  expect(await killed.end()).toEqual([])
})
