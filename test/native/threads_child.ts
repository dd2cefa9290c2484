import { createHash } from 'node:crypto'
import { native } from '../../electron/engine/native'
import { TINY_MODEL } from '../fixtures/models/broken'

/**
 * threads.test.ts's other process, as ggml-dsa reads its settings once: has the tiny model read `tokens` with each number
 * of `threads`, then 3 one by one, and prints a hash of all logits for each.
 */
const [tokens, ...threads] = process.argv.slice(2).map(Number) as [number, ...number[]]
const ids = Int32Array.from({ length: tokens }, (_, i) => 2 + ((i * 37) % 250))

const model = await native().Model.load(TINY_MODEL, { gpuLayers: 0, topK: 0 })
for (const count of threads) {
  const context = await native().Context.create(model, { length: tokens + 256, threads: count })
  const hash = createHash('sha256')
  await context.evaluate(ids, 'off')
  hash.update(context.logits())
  for (let token = 0; token < 3; token++) {
    await context.evaluate(Int32Array.of(20 + token), 'off')
    hash.update(context.logits())
  }
  console.log(hash.digest('hex'))
  await context.close()
}
model.close()
