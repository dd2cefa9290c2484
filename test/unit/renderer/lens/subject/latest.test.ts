import { expect, it } from 'vitest'
import { Latest, RecentlyUsed } from '../../../../../renderer/lens/subject/latest'

it('asks one question at a time, and of those that waited only the newest', async () => {
  const asked: number[] = []
  const answered: number[] = []
  const answers: (() => void)[] = []
  const latest = new Latest<number>()
  const ask = (n: number) =>
    latest.put(
      () => {
        asked.push(n)
        return new Promise<number>((resolve) => answers.push(() => resolve(n)))
      },
      (result) => void result.then((value) => answered.push(value)),
    )
  for (const n of [1, 2, 3, 4]) ask(n)
  expect(asked).toEqual([1])
  answers[0]!()
  await new Promise((resolve) => setTimeout(resolve))
  expect(asked).toEqual([1, 4])
  answers[1]!()
  await new Promise((resolve) => setTimeout(resolve))
  expect(answered).toEqual([1, 4])
})

it('goes on after a failure', async () => {
  const latest = new Latest<number>()
  const got: unknown[] = []
  const take = (result: Promise<number>) =>
    void result.then(
      (value) => got.push(value),
      (error) => got.push(error.message),
    )
  latest.put(() => Promise.reject(new Error('damaged')), take)
  latest.put(() => Promise.resolve(2), take)
  await new Promise((resolve) => setTimeout(resolve))
  expect(got).toEqual(['damaged', 2])
})

it('keeps what was used lately', () => {
  const kept = new RecentlyUsed<number>(2)
  kept.set('a', 1)
  kept.set('b', 2)
  kept.get('a')
  kept.set('c', 3)
  expect([kept.get('a'), kept.get('b'), kept.get('c')]).toEqual([1, undefined, 3])
})
