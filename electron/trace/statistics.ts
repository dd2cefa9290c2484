import { setImmediate } from 'node:timers/promises'
import type { Trace } from '../engine/native_trace'
import { common } from './common'
import { hasRows, positionsOf } from './rows'

/** Where a trace's positions are. */
export interface Places {
  textStart: number
  textEnd: number
  promptLength: number
}

const SINKS = 8
const PLACES = 4

/** Of a long answer so many tokens, evenly spread, stand for all. */
const MOST_TOKENS = 128

/** Counts over many traces of models with the same number of layers; StatisticsSchema says what the results are. */
export class SelectionStatistics {
  private readonly overlap: Float64Array
  private readonly overlapOf: Float64Array
  private readonly before: Float64Array
  private readonly beforeOf: Float64Array
  private readonly sinks: Float64Array
  private readonly places: Float64Array
  private readonly rows: Float64Array
  private selected: Float64Array[]
  private visible: Float64Array[]

  constructor(readonly layers: number) {
    this.overlap = new Float64Array(layers * layers)
    this.overlapOf = new Float64Array(layers * layers)
    this.before = new Float64Array(layers)
    this.beforeOf = new Float64Array(layers)
    this.sinks = new Float64Array(layers * SINKS)
    this.places = new Float64Array(layers * PLACES)
    this.rows = new Float64Array(layers)
    this.selected = Array.from({ length: layers }, () => new Float64Array(32))
    this.visible = Array.from({ length: layers }, () => new Float64Array(32))
  }

  async add(trace: Trace, places: Places, signal?: AbortSignal): Promise<void> {
    const { tokens } = trace.info
    const step = Math.max(1, tokens / MOST_TOKENS)
    let previous: { token: number; rows: Int32Array[] } | undefined
    for (let i = 0; Math.floor(i * step) < tokens; i++) {
      const token = Math.floor(i * step)
      if (token > 0 && previous?.token !== token - 1) previous = { token: token - 1, rows: rowsOf(trace, token - 1) }
      const rows = rowsOf(trace, token)
      this.addToken(queryOf(trace, token), rows, places)
      if (previous) this.addNeighbours(previous.rows, rows)
      previous = { token, rows }
      await setImmediate()
      signal?.throwIfAborted()
    }
  }

  results() {
    const share = (of: Float64Array, by: Float64Array, width: number) =>
      Float32Array.from(of, (value, i) => (by[Math.floor(i / width)] ? value / by[Math.floor(i / width)]! : 0))
    const buckets = Math.max(1, ...this.visible.map((counts) => counts.findLastIndex((count) => count > 0) + 1))
    const flat = (counts: Float64Array[]) =>
      Float64Array.from(counts.flatMap((layer) => [...layer.subarray(0, buckets)]))
    return {
      layers: this.layers,
      layerOverlap: share(this.overlap, this.overlapOf, 1),
      tokenOverlap: share(this.before, this.beforeOf, 1),
      sinks: share(this.sinks, this.rows, SINKS),
      distance: { buckets, selected: flat(this.selected), visible: flat(this.visible) },
      places: Float32Array.from(this.places, (value, i) => {
        const layer = Math.floor(i / PLACES)
        const all = this.places.subarray(layer * PLACES, (layer + 1) * PLACES).reduce((a, b) => a + b, 0)
        return all ? value / all : 0
      }),
    }
  }

  private addToken(position: number, rows: readonly Int32Array[], places: Places): void {
    for (const [layer, row] of rows.entries()) {
      this.rows[layer]!++
      for (const at of row) {
        if (at < SINKS) this.sinks[layer * SINKS + at]!++
        this.places[layer * PLACES + placeOf(at, places)]!++
        this.selected[layer]![bucketOf(position - at)]!++
      }
      for (let bucket = 0; bucket < 32; bucket++) this.visible[layer]![bucket]! += visibleIn(bucket, position)
      for (const [other, positions] of rows.entries()) {
        if (other < layer) continue
        const shared = common(row, positions)
        this.addOverlap(layer, other, shared, row.length)
        if (other > layer) this.addOverlap(other, layer, shared, positions.length)
      }
    }
  }

  private addOverlap(of: number, by: number, shared: number, selected: number): void {
    this.overlap[of * this.layers + by]! += shared
    this.overlapOf[of * this.layers + by]! += selected
  }

  private addNeighbours(before: readonly Int32Array[], rows: readonly Int32Array[]): void {
    for (const [layer, row] of rows.entries()) {
      this.before[layer]! += common(row, before[layer]!)
      this.beforeOf[layer]! += row.length
    }
  }
}

const rowsOf = (trace: Trace, token: number): Int32Array[] =>
  Array.from({ length: trace.info.layers }, (_, layer) => positionsOf(trace, token, layer))

/** Position of the token that an answer token was predicted after. */
function queryOf(trace: Trace, token: number): number {
  const layers = Array.from({ length: trace.info.layers }, (_, layer) => layer)
  return trace.row(token, layers.find((layer) => hasRows(trace.info, layer)) ?? 0).position
}

/** The query itself is at distance 0, and in the first bucket. */
const bucketOf = (distance: number): number => 31 - Math.clz32(Math.max(1, distance))

/** How many of the positions up to the query are in a bucket. */
function visibleIn(bucket: number, position: number): number {
  const from = bucket === 0 ? 0 : 2 ** bucket
  return Math.max(0, Math.min(position + 1, 2 ** (bucket + 1)) - from)
}

function placeOf(at: number, { textStart, textEnd, promptLength }: Places): number {
  if (at < textStart) return 0
  if (at < textEnd) return 1
  return at < promptLength ? 2 : 3
}
