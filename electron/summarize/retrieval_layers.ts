import type { ModelInfo } from '../shared/ipc/answer_data'

/**
 * Layers that evidence is taken from: all that choose for themselves stand in for those of a model that was not calibrated
 * yet.
 */
export function evidenceLayers({
  retrievalLayers,
  indexLayers,
  layers,
}: Pick<ModelInfo, 'retrievalLayers' | 'indexLayers' | 'layers'>): Int32Array {
  if (retrievalLayers.length) return Int32Array.from(retrievalLayers)
  return Int32Array.from(indexLayers ?? Array.from({ length: layers }, (_, i) => i))
}
