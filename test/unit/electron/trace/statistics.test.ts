import { describe, expect, it } from 'vitest'
import type { Trace } from '../../../../electron/engine/native_trace'
import { common } from '../../../../electron/trace/common'
import { SelectionStatistics } from '../../../../electron/trace/statistics'

/** Rows by token and layer; the first token is asked at position 9. */
const traceOf = (rows: number[][][]): Trace =>
  ({
    info: { layers: rows[0]!.length, tokens: rows.length },
    row: (token: number, layer: number) => ({ position: 9 + token, positions: Int32Array.from(rows[token]![layer]!) }),
  }) as unknown as Trace

const places = { textStart: 2, textEnd: 6, promptLength: 10 }

describe('statistics of selections', () => {
  it('count overlaps, sinks, distances and places', async () => {
    const statistics = new SelectionStatistics(2)
    await statistics.add(
      traceOf([
        [
          [0, 3, 9],
          [0, 4, 9],
        ],
        [
          [0, 3, 10],
          [1, 2, 3],
        ],
      ]),
      places,
    )
    const found = statistics.results()
    expect([...found.layerOverlap]).toEqual([1, 0.5, 0.5, 1].map((value) => expect.closeTo(value, 6)))
    expect([...found.tokenOverlap]).toEqual([expect.closeTo(2 / 3, 6), 0])
    expect([...found.sinks.subarray(0, 8)]).toEqual([1, 0, 0, 1, 0, 0, 0, 0])
    // layer 0: distances 9, 6, 0 and 10, 7, 0
    expect(found.distance.buckets).toBe(4)
    expect([...found.distance.selected.subarray(0, 4)]).toEqual([2, 0, 2, 2])
    expect([...found.distance.visible.subarray(0, 4)]).toEqual([4, 4, 8, 5])
    expect([...found.places.subarray(0, 4)].map((value) => Math.round(value * 6))).toEqual([2, 2, 1, 1])
  })

  it('take so many tokens of a long answer, and stop when told to', async () => {
    const rows = Array.from({ length: 500 }, (_, token) => [[0, token + 9]])
    const statistics = new SelectionStatistics(1)
    await statistics.add(traceOf(rows), places)
    const { tokenOverlap, distance } = statistics.results()
    expect(tokenOverlap[0]).toBeCloseTo(0.5, 6)
    expect(distance.selected.reduce((a, b) => a + b, 0)).toBe(2 * 128)
    const stopped = new SelectionStatistics(1).add(traceOf(rows), places, AbortSignal.abort())
    await expect(stopped).rejects.toThrow()
  })

  it('rest on what two rows have in common', () => {
    expect(common(Int32Array.of(1, 3, 5, 9), Int32Array.of(2, 3, 9, 10))).toBe(2)
    expect(common(Int32Array.of(), Int32Array.of(1))).toBe(0)
  })
})
