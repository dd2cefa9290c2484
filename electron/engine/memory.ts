import { rowBytes } from '../models/plan/layout'
import type { KeyType } from '../shared/ipc/plan_data'
import { gib } from '../shared/shown/gib'
import { EngineError } from './errors'
import type { ModelFile } from './native'

/** Bytes of a KV cache: keys, values if they are kept, and the indexer's keys, for every position and layer. */
export const cacheBytes = (file: Pick<ModelFile, 'layers' | 'cacheRow'>, length: number, keys: KeyType = 'f16') =>
  length * file.layers * rowBytes(file.cacheRow, keys)

/**
 * Whether weights may be packed anew for the processor. Copies that don't fit would end the process, where the mapped
 * file is read again and again.
 */
export const canBeCopied = (bytes: number, available = process.availableMemory()) => bytes <= available

/** Throws EngineError 'out-of-memory' if the KV cache can't fit; Linux would grant it and kill the process later. */
export function checkMemory(
  file: Pick<ModelFile, 'layers' | 'cacheRow'>,
  length: number,
  available = process.availableMemory(),
  keys: KeyType = 'f16',
): void {
  const bytes = cacheBytes(file, length, keys)
  if (bytes <= available) return
  throw new EngineError(
    'out-of-memory',
    `A context of ${length} tokens needs ${gib(bytes)} of memory, but ${gib(available)} are free; use a smaller --ctx.`,
  )
}
