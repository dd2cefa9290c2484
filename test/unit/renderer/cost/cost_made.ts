import type { CostReport, CostSeries } from '../../../../electron/shared/ipc/cost_data'

/** A measurement that was made up: sparse costs 2 ms for a token at any depth; dense 1 ms, and 1 ms more each 1,000. */
export const SERIES: CostSeries = {
  kind: 'model',
  name: 'Small',
  sha256: '0123456789abcdef0123456789abcdef',
  layers: 4,
  topK: 256,
  heads: 9,
  indexerHeads: 4,
  points: [0, 1000, 4000].map((depth) => {
    const dense = 0.001 + depth / 1e6
    return { depth, sparse: { prefill: 0.002, decode: 0.004 }, dense: { prefill: dense, decode: 2 * dense } }
  }),
  end: 'context',
}

export const ATTENTION: CostSeries = { ...SERIES, kind: 'attention', name: 'Some attention', layers: 1, end: 'time' }

export const REPORT: CostReport = {
  measuredAt: Date.UTC(2026, 10, 26, 12, 0),
  version: '0.1.0',
  llamaCpp: 'v0.5.0 (abcdef012)',
  machine: {
    cpu: 'Some Chip 9000',
    threads: 2,
    instructionSets: 'SSE3, AVX2, AVX512',
    memoryBytes: 24 * 2 ** 30,
    device: 'CPU Some Chip (SSE3, AVX2, AVX512)',
  },
  attention: { sparse: true, reason: 'ggml-dsa computes it' },
  dense: 'twin',
  series: [SERIES, ATTENTION],
}
