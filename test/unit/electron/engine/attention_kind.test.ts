import { expect, test } from 'vitest'
import { attentionKind } from '../../../../electron/engine/attention_kind'
import type { Device } from '../../../../electron/engine/native'

const device = (name: string, description: string, kind: Device['kind']): Device => ({
  name,
  description,
  kind,
  freeBytes: 0,
  totalBytes: 0,
})

const cpu = device('CPU', 'A processor', 'cpu')
const dsa = device('DSA', 'sparse attention, avx512', 'accelerator')
const cuda = device('CUDA0', 'A graphics card', 'gpu')

test('the CPU attends sparsely with ggml-dsa only', () => {
  expect(attentionKind([cpu], false)).toMatchObject({ sparse: false })
  expect(attentionKind([cpu, device('BLAS', 'OpenBLAS', 'accelerator')], false)).toMatchObject({ sparse: false })
  const kind = attentionKind([cpu, dsa], false)
  expect(kind.sparse).toBe(true)
  expect(kind.reason).toContain('avx512')
})

test('a GPU counts where layers are on it', () => {
  expect(attentionKind([cpu, dsa, cuda], false).reason).toContain('ggml-dsa')
  expect(attentionKind([cpu, dsa, cuda], true).reason).toContain('CUDA')
})
