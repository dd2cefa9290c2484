import type { Plan } from '../../electron/shared/ipc/plan_data'

const GB = 2 ** 30
const holds = (name: string, kind: 'gpu' | 'host', weights: number, freeBytes: number) => {
  const parts = { weights, cache: GB / 2, compute: GB / 4, trace: 0, other: GB / 4 }
  return { name, kind, freeBytes, ...parts, total: weights + GB }
}
const gpu = (name: string) => ({
  name,
  backend: 'cuda' as const,
  totalBytes: 24 * GB,
  freeBytes: 23 * GB,
  shared: false,
  bandwidth: null,
  operations: null,
  link: null,
})

/** A model on two GPUs and in main memory, as the engine plans it. */
export const PLAN: Plan = {
  kind: 'plan',
  basis: 'computed',
  model: { name: 'M', quantization: 'Q4_K 100%', fileBytes: 60 * GB, layers: 10, topK: 2048, contextLength: 163_840 },
  machine: {
    name: 'this computer',
    host: { totalBytes: 64 * GB, freeBytes: 60 * GB, cores: 8, bandwidth: 5e10, operations: null, disk: null },
    gpus: [gpu('CUDA0'), gpu('CUDA1')],
  },
  fits: true,
  notes: ['The second GPU is nearly full.'],
  choice: {
    context: 65_536,
    keys: 'f16',
    gpuLayers: 11,
    split: [5, 6],
    cpuExperts: 8,
    mapped: true,
    threads: 8,
    answerTokens: 320,
  },
  devices: [
    holds('CUDA0', 'gpu', 10 * GB, 23 * GB),
    holds('CUDA1', 'gpu', 22 * GB, 23 * GB),
    holds('host', 'host', 30 * GB, 60 * GB),
  ],
  speed: [
    { depth: 0, readTokensPerSecond: null, writeTokensPerSecond: 12.3, bytesPerToken: 10, operationsPerToken: 10 },
    { depth: 32_768, readTokensPerSecond: 19, writeTokensPerSecond: 11, bytesPerToken: 10, operationsPerToken: 10 },
  ],
}
