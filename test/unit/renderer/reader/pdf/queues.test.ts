import { describe, expect, it } from 'vitest'
import { RenderQueue } from '../../../../../renderer/reader/pdf/render_queue'

describe('the queue of pages to draw', () => {
  const job = (distance: number, log: number[], wait: Promise<void> = Promise.resolve()) => ({
    distance: () => distance,
    run: async () => {
      log.push(distance)
      await wait
    },
  })
  const rest = () => new Promise((resolve) => setTimeout(resolve))

  it('draws the nearest first, one at a time', async () => {
    const queue = new RenderQueue()
    const drawn: number[] = []
    let finish = () => {}
    const first = new Promise<void>((resolve) => {
      finish = resolve
    })
    queue.add(job(5, drawn, first))
    queue.add(job(1, drawn, first))
    queue.add(job(3, drawn, first))
    await rest()
    expect(drawn).toEqual([1])
    finish()
    await rest()
    expect(drawn).toEqual([1, 3, 5])
  })

  it('never begins what was taken back, and stops what runs', async () => {
    const queue = new RenderQueue()
    const drawn: number[] = []
    let stopped = false
    const stop = queue.add({
      distance: () => 0,
      run: (signal) =>
        new Promise((_, reject) =>
          signal.addEventListener('abort', () => {
            stopped = true
            reject(signal.reason)
          }),
        ),
    })
    queue.add(job(2, drawn))()
    queue.add(job(4, drawn))
    await rest()
    expect(drawn).toEqual([])
    stop()
    await rest()
    expect(stopped).toBe(true)
    expect(drawn).toEqual([4])
  })
})
