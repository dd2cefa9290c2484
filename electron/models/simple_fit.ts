import type { Fit } from '../shared/ipc/model_data'

/** Beside the weights: KV cache and buffers of a document of usual length, the app, the system. */
const ROOM = 2 * 2 ** 30
/** Of the weights, for copies that are laid out for the processor. */
const SHARE = 0.05

/**
 * Whether a model fits into this computer's memory, by size alone. A plan by devices, context and type of the cache takes
 * its place where there is one.
 */
export function simpleFit(bytes: number, memoryBytes: number): Fit {
  const neededBytes = Math.round(bytes * (1 + SHARE) + ROOM)
  return { fits: neededBytes <= memoryBytes, neededBytes, memoryBytes }
}
