import { closeSync, copyFileSync, mkdtempSync, openSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { native } from '../../electron/engine/native'

/** Bytes of a Q8_0 block: an F16 scale, then 32 signed bytes. */
const BLOCK = 34

/** Small deterministic noise: the same model every time. */
function* noise(seed = 1): Generator<number> {
  for (let x = seed; ; ) {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0
    yield x / 2 ** 32
  }
}

/**
 * A copy of a model whose indexers are noise: the quants of their projections (Q8_0) are drawn anew, their scales kept.
 * Run dense, its answers stay what they were, but its index scores mean nothing. Returns the first shard's path.
 */
export async function makeNoiseModel(path: string): Promise<{ folder: string; path: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'sparselens-noise-'))
  const file = await native().inspectModel(path, true)
  for (const shard of file.shards) copyFileSync(shard, join(folder, basename(shard)))
  const random = noise()
  for (const tensor of file.tensors!) {
    if (!/\.indexer\.attn_(k|q_b)\.weight$/.test(tensor.name)) continue
    if (tensor.type !== 'q8_0') throw new Error(`${tensor.name} is ${tensor.type}, not q8_0`)
    const copy = openSync(join(folder, basename(tensor.file)), 'r+')
    for (let at = 0; at < tensor.bytes; at += BLOCK) {
      const quants = Int8Array.from({ length: BLOCK - 2 }, () => Math.round((random.next().value! - 0.5) * 254))
      writeSync(copy, quants, 0, quants.length, tensor.offset + at + 2)
    }
    closeSync(copy)
  }
  return { folder, path: join(folder, basename(path)) }
}
