import { expect, it } from 'vitest'
import { Queue } from '../../../../electron/main/queue'

function recorded() {
  const done: string[] = []
  let release = () => {}
  const queue = new Queue<string>(async (item) => {
    if (item === 'wait') await new Promise<void>((resolve) => (release = resolve))
    done.push(item)
  })
  return { done, queue, release: () => release() }
}

const soon = () => new Promise((resolve) => setTimeout(resolve, 1))

it('does one after the other, higher priorities first', async () => {
  const { done, queue, release } = recorded()
  queue.add('wait')
  await soon()
  for (const item of ['a', 'b']) queue.add(item)
  queue.add('first', 1)
  queue.add('second', 1)
  expect(queue.running).toBe('wait')
  release()
  await soon()
  expect(done).toEqual(['wait', 'first', 'second', 'a', 'b'])
  queue.add('later')
  await soon()
  expect(done.at(-1)).toBe('later')
})

it('lets go of what waits, and begins nothing after a pause', async () => {
  const { done, queue, release } = recorded()
  queue.add('wait')
  await soon()
  queue.add('a')
  queue.add('b')
  expect(queue.remove('a')).toBe(true)
  expect(queue.remove('wait')).toBe(false)
  queue.pause()
  release()
  await queue.current()
  await soon()
  expect(done).toEqual(['wait'])
  expect(queue.running).toBeUndefined()
})
