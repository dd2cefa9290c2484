import { expect, it } from 'vitest'
import type { OpenModel } from '../../electron/engine/model'
import type { NativeContext } from '../../electron/engine/native'
import { goOn } from '../../electron/summarize/go_on'

it('an answer goes on with the likeliest token that does not end it, and keeps its row', async () => {
  const done: unknown[] = []
  const context = {
    length: () => 7,
    trim: (length: number) => done.push(['trim', length]),
    evaluate: async (tokens: Int32Array, watch: string) => done.push([[...tokens], watch]),
    logits: () => Float32Array.of(-1, 9, 3, 4, 8),
  } as unknown as NativeContext
  const model = { native: { endsAnswer: (id: number) => id === 1 || id === 4 } } as unknown as OpenModel
  expect(await goOn(model, context, 5)).toBe(3)
  expect(done).toEqual([
    ['trim', 6],
    [[5], 'answer'],
  ])
})
