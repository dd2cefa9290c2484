import type { ModelInfo } from '../shared/ipc/answer_data'

/** Layers that evidence is taken from: all of them stand in for those of a model that was not calibrated yet. */
export function evidenceLayers({ retrievalLayers, layers }: Pick<ModelInfo, 'retrievalLayers' | 'layers'>): Int32Array {
  return Int32Array.from(retrievalLayers.length ? retrievalLayers : Array.from({ length: layers }, (_, i) => i))
}
