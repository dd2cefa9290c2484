import { afterAll, expect, test } from 'vitest'
import { Killed, VICTIMS } from './killed'

/** Each process of the window once; killed.long.test.ts kills a hundred. */

const killed = new Killed()
afterAll(() => killed.close())

test.each(VICTIMS)('killed at a random moment, %s loses nothing', async (victim) => {
  expect(await killed.round(victim, 1500 + 2500 * Math.random())).toEqual([])
})

test('what is left is whole', async () => {
  expect(await killed.end()).toEqual([])
})
