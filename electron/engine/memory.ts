import { EngineError } from './errors'
import type { ModelFile } from './native'

/** Bytes of a KV cache in F16: MLA's latent keys and the indexer's keys, for every position and layer. */
export const cacheBytes = (file: ModelFile, length: number) =>
  length * file.layers * (file.keyDim + file.indexerDim) * 2

/** Throws EngineError 'out-of-memory' if the KV cache can't fit; Linux would grant it and kill the process later. */
export function checkMemory(file: ModelFile, length: number, available = process.availableMemory()): void {
  const bytes = cacheBytes(file, length)
  if (bytes <= available) return
  const gib = (n: number) => `${(n / 2 ** 30).toFixed(1)} GiB`
  throw new EngineError(
    'out-of-memory',
    `A context of ${length} tokens needs ${gib(bytes)} of memory, but ${gib(available)} are free; use a smaller --ctx.`,
  )
}
