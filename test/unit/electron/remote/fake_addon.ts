import { writeFileSync } from 'node:fs'
import type { CountedShape, NativeCountedTrace } from '../../../../electron/engine/native'
import type { Trace, TraceInfo } from '../../../../electron/engine/native_trace'

/** Keeps the rows that a CountedTrace is given, and refuses what the native one refuses. */
class FakeCounted implements NativeCountedTrace {
  readonly rows: Int32Array[] = []

  constructor(readonly shape: CountedShape) {}

  add(positions: Int32Array): void {
    const position = this.rows.length
    const bad = positions.find((one) => one < -1 || one > position)
    if (bad !== undefined) {
      throw Object.assign(new Error(`token ${position} of the context can't have read token ${bad} in layer 0`), {
        code: 'impossible-rows',
      })
    }
    this.rows.push(positions.slice())
  }

  finish(tokens: number) {
    return { trace: this.trace(tokens), missing: 0 }
  }

  private trace(tokens: number): Trace {
    const { layers, topK, promptLength, sentences } = this.shape
    const kinds = Array.from({ length: layers }, (_, i) =>
      i === 1 ? ({ kind: 'shared', from: 0 } as const) : ({ kind: 'counted' } as const),
    )
    const info: TraceInfo = {
      version: 2,
      topK,
      layers,
      tokens,
      promptLength,
      sentences,
      promptStride: 1,
      unit: 'token',
      unitTokens: 1,
      kinds,
      meta: '',
    }
    const count = (segments: Int32Array) => new Uint32Array(segments.length / 2 + 1).fill(1)
    return {
      info,
      row: (token: number, layer: number) => {
        const all = this.rows[promptLength - 1 + token]!.subarray(layer * topK, (layer + 1) * topK)
        return { positions: all.filter((one) => one >= 0).sort() }
      },
      totals: (_: unknown, segments: Int32Array) => ({ count: count(segments) }),
      evidence: () => Float32Array.from({ length: sentences.length / 2 }, (_, i) => i / 10),
      save: async (path: string) => writeFileSync(path, 'a trace'),
      close: () => {},
    } as unknown as Trace
  }
}

export const fakeAddon = { CountedTrace: FakeCounted }
