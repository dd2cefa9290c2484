import type { Statistics } from '../../../electron/shared/ipc/experiment_data'

/** What pictures of statistics show. */

/** [layers][buckets]: of the positions that far back, which share was selected. */
export function distanceShares({ layers, distance }: Pick<Statistics, 'layers' | 'distance'>): Float32Array {
  const { buckets, selected, visible } = distance
  return Float32Array.from({ length: layers * buckets }, (_, i) => (visible[i]! > 0 ? selected[i]! / visible[i]! : 0))
}

/** "1", "2–3", "4–7", "1K–2K" */
export function bucketName(bucket: number): string {
  if (bucket === 0) return '0–1'
  const short = (n: number) => (n >= 1024 ? `${n / 1024}K` : String(n))
  return bucket >= 10 ? `${short(2 ** bucket)}+` : `${2 ** bucket}–${2 ** (bucket + 1) - 1}`
}

/** Mean share that one layer's selection has in common with another layer's: without the diagonal. */
export function meanOverlap({ layers, layerOverlap }: Pick<Statistics, 'layers' | 'layerOverlap'>): number {
  if (layers < 2) return 1
  let sum = 0
  for (let i = 0; i < layerOverlap.length; i++) if (Math.floor(i / layers) !== i % layers) sum += layerOverlap[i]!
  return sum / (layers * (layers - 1))
}

/** One place's shares by layer. */
export const placeShares = ({ layers, places }: Pick<Statistics, 'layers' | 'places'>, place: number): Float32Array =>
  Float32Array.from({ length: layers }, (_, layer) => places[layer * 4 + place]!)
