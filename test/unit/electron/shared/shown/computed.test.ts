import { expect, it } from 'vitest'
import type { ComputedPart } from '../../../../../electron/shared/ipc/answer_data'
import { computedWords, wasSparse } from '../../../../../electron/shared/shown/computed'

const CPU = 'CPU (llama.cpp)'
const DSA = 'CPU (ggml-dsa)'
const indexer = (device: string): ComputedPart => ({ what: 'indexer', when: 'reading', device, nodes: 4 })
const attention = (
  device: string,
  way: NonNullable<ComputedPart['way']>,
  when: ComputedPart['when'] = 'reading',
  nodes = 4,
): ComputedPart => ({ what: 'attention', when, device, way, nodes })

it('says in a sentence which device computed what, and whether over all tokens', () => {
  const sparse = [indexer(DSA), attention(DSA, 'sparse'), attention(DSA, 'sparse', 'writing')]
  expect(computedWords(sparse)).toBe(`Indexers: ${DSA}. Attention: ${DSA}, sparse.`)
  expect(wasSparse(sparse)).toBe(true)
  const dense = [indexer(CPU), attention(CPU, 'masked')]
  expect(computedWords(dense)).toBe(`Indexers: ${CPU}. Attention: ${CPU}, dense, with a mask.`)
  expect(wasSparse(dense)).toBe(false)
})

it('tells reading and writing apart where a GPU does them otherwise', () => {
  const parts = [indexer('CUDA0'), attention('CUDA0', 'masked'), attention('CUDA0', 'sparse', 'writing')]
  expect(computedWords(parts)).toBe(
    'Indexers: CUDA0. Attention: CUDA0, dense, with a mask while reading, sparse while writing.',
  )
  expect(wasSparse(parts)).toBe(false)
})

it('names each device that attends, and what of it was how', () => {
  const windows = [indexer(DSA), attention(DSA, 'sparse'), attention(CPU, 'whole')]
  expect(computedWords(windows)).toBe(
    `Indexers: ${DSA}. Attention: ${DSA}, sparse; ${CPU}, whole, as nothing was left out.`,
  )
  const some = [attention('CUDA0', 'masked', 'reading', 1), attention('CUDA0', 'sparse', 'reading', 3)]
  expect(computedWords(some)).toBe('Attention: CUDA0, sparse in 75% of its steps, dense with a mask in the others.')
})

it('is silent where nothing is known, or nothing could be left out', () => {
  expect(computedWords([])).toBe('')
  expect(wasSparse([attention(CPU, 'whole')])).toBeUndefined()
})
