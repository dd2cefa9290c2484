import type { AppCalls, Output } from '../ipc/calls'

/** Layers of a map taken together, a few neighbours to each row. */

/** How many layers share a row. */
export const GROUPS = [1, 2, 4, 8] as const

export type LayerMap = Output<AppCalls, 'lens.map'>

export interface MapRow {
  /** Layers of the row, ascending. */
  layers: number[]
}

/** A map whose rows are groups of layers; a row's counts are those of its layers, summed. */
export type GroupedMap = LayerMap & { rows: MapRow[] }

export function groupLayers(map: LayerMap, size: number): GroupedMap {
  const rows: MapRow[] = []
  for (let i = 0; i < map.layers.length; i += size) rows.push({ layers: map.layers.slice(i, i + size) })
  const sum = (values: Uint32Array, width: number): Uint32Array => {
    const out = new Uint32Array(rows.length * width)
    for (let i = 0; i < map.layers.length; i++) {
      const row = Math.floor(i / size)
      for (let column = 0; column < width; column++) out[row * width + column]! += values[i * width + column]!
    }
    return out
  }
  return {
    ...map,
    rows,
    count: sum(map.count, map.bins),
    outside: sum(map.outside, 3),
    beyond: sum(map.beyond, 1),
    sinks: sum(map.sinks, 1),
    recent: sum(map.recent, 1),
  }
}
