import { isSparseOnCpu } from './model_limits'
import type { Device, ModelFile } from './native'

/** Whether attention is computed over the selected positions only, and why. */
export interface AttentionKind {
  sparse: boolean
  reason: string
}

/**
 * What the loaded backends do with the selection (llama.cpp v0.5.0; native/README.md). `onGpu`: layers are kept on a GPU.
 */
export function attentionKind(
  devices: readonly Device[],
  onGpu: boolean,
  { architecture, unit }: Pick<ModelFile, 'architecture' | 'unit'> = { architecture: 'deepseek32', unit: 'token' },
): AttentionKind {
  if (unit === '') return { sparse: false, reason: 'this model has no indexers: every token enters attention' }
  const gpu = onGpu ? devices.find(({ kind }) => kind === 'gpu') : undefined
  if (!gpu && !isSparseOnCpu(architecture)) {
    return { sparse: false, reason: 'llama.cpp computes all scores and masks on the CPU' }
  }
  if (!gpu) return onCpu(devices)
  if (architecture !== 'deepseek32') {
    return { sparse: false, reason: 'it is not known how this model’s attention is computed on a GPU' }
  }
  if (/^metal|^mtl/i.test(gpu.name)) return { sparse: true, reason: 'llama.cpp computes it sparse on Metal' }
  if (/^cuda/i.test(gpu.name)) {
    return {
      sparse: true,
      reason: 'llama.cpp computes it sparse on CUDA, from 4,096 positions on while answering and 16,384 while reading',
    }
  }
  return { sparse: false, reason: 'llama.cpp computes it sparse on Vulkan while answering, but not while reading' }
}

/** ggml-dsa (native/ggml-dsa/backend.cpp) is a device of its own: "sparse attention, avx512". */
function onCpu(devices: readonly Device[]): AttentionKind {
  const dsa = devices.find(({ name }) => name === 'DSA')
  if (!dsa) return { sparse: false, reason: 'llama.cpp computes all scores and masks on the CPU' }
  const kernels = dsa.description.split(', ')[1]
  return { sparse: true, reason: `our backend ggml-dsa computes it sparse on the CPU (${kernels} kernels)` }
}
