import type { KeyType } from '../../shared/ipc/plan_data'
import type { Header, Shape } from './shape'

/** Where a model's parts lie. GPUs are numbered from 0 on; main memory comes last. */
export interface Layout {
  context: number
  keys: KeyType
  /** Of the blocks and the output, from the last. */
  gpuLayers: number
  /** How many of these each GPU takes, in order; as many entries as there are GPUs. */
  split: number[]
  cpuExperts: number
}

/** The device of a block; of the output where `block` is the number of blocks. */
export function deviceOf(block: number, { blocks }: Shape, { gpuLayers, split }: Layout): number {
  let place = block - Math.max(blocks + 1 - gpuLayers, 0)
  if (place < 0) return split.length
  for (const [device, layers] of split.entries()) {
    if (place < layers) return device
    place -= layers
  }
  return split.length
}

/** The device of a tensor that is loaded. */
export function placeOf(name: string, shape: Shape, layout: Layout): number {
  const host = layout.split.length
  const block = blockOf(name)
  if (block === undefined) return name === 'token_embd.weight' ? host : deviceOf(shape.blocks, shape, layout)
  const staysOnHost = block < layout.cpuExperts && isExpert(name)
  return staysOnHost ? host : deviceOf(block, shape, layout)
}

export function blockOf(name: string): number | undefined {
  const number = /^blk\.(\d+)\./.exec(name)?.[1]
  return number === undefined ? undefined : Number(number)
}

export const isExpert = (name: string) => /_exps\.weight$/.test(name)

/** What is loaded: blocks that predict a further token are not, and embeddings serve as output where there is none. */
export function loadedTensors({ tensors }: Header, shape: Shape): { name: string; type: string; bytes: number }[] {
  const loaded = tensors.filter(({ name }) => (blockOf(name) ?? 0) < shape.layers)
  const embeddings = loaded.find(({ name }) => name === 'token_embd.weight')
  const isTied = embeddings && !loaded.some(({ name }) => name === 'output.weight')
  return isTied ? [...loaded, { ...embeddings, name: 'output.weight' }] : loaded
}

/** Bytes of a row of a KV cache. */
export const rowBytes = (dims: number, keys: KeyType) => (keys === 'f16' ? dims * 2 : (dims / 32) * 34)

/** llama.cpp rounds the cells of a KV cache up to this. */
const CELLS = 256
export const cellsOf = (context: number) => Math.ceil(context / CELLS) * CELLS
