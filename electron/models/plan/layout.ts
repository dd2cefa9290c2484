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

/** A tensor that is loaded. */
export interface Loaded {
  name: string
  type: string
  bytes: number
  /** Undefined for what belongs to no block. */
  block: number | undefined
  /** One of the three that hold a layer's experts. */
  isExpert: boolean
}

export function placeOf({ name, block, isExpert }: Loaded, shape: Shape, layout: Layout): number {
  const host = layout.split.length
  if (block === undefined) return name === EMBEDDINGS ? host : deviceOf(shape.blocks, shape, layout)
  return isExpert && block < layout.cpuExperts ? host : deviceOf(block, shape, layout)
}

export const EMBEDDINGS = 'token_embd.weight'
const OUTPUT = 'output.weight'

const known = new WeakMap<Header, ReadonlyMap<string, Loaded>>()

/** By name; blocks that predict a further token are not loaded, and embeddings serve as output where there is none. */
export function loadedTensors(header: Header): ReadonlyMap<string, Loaded> {
  const loaded = known.get(header) ?? new Map(findLoaded(header).map((tensor) => [tensor.name, tensor]))
  known.set(header, loaded)
  return loaded
}

function findLoaded({ tensors, layers }: Header): Loaded[] {
  const all = tensors.map(({ name, type, bytes }) => {
    const number = /^blk\.(\d+)\./.exec(name)?.[1]
    const block = number === undefined ? undefined : Number(number)
    return { name, type, bytes, block, isExpert: /_exps\.weight$/.test(name) }
  })
  const loaded = all.filter(({ block }) => block === undefined || block < layers)
  const embeddings = loaded.find(({ name }) => name === EMBEDDINGS)
  const isTied = embeddings && !loaded.some(({ name }) => name === OUTPUT)
  return isTied ? [...loaded, { ...embeddings, name: OUTPUT }] : loaded
}

/** Bytes of a row of a KV cache; Q8_0 has a scale for each 32 numbers. */
export const rowBytes = (dims: number, keys: KeyType) => (keys === 'f16' ? dims * 2 : dims * (34 / 32))

/** llama.cpp rounds the cells of a KV cache up to this. */
const CELLS = 256
export const cellsOf = (context: number) => Math.ceil(context / CELLS) * CELLS
