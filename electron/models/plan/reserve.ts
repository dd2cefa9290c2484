import { Arena } from './allocator'
import type { Tensor } from './graph'

/** What one run does, in order: tensors to be computed or, of a copy, to be filled, each on its device. */
export interface Schedule {
  steps: Tensor[]
  /** Get memory before all steps. */
  first: Tensor[]
}

/** What ggml allocates in; weights' alignment is the same. */
export const ALIGNMENT = 32

/**
 * Bytes of each device's compute buffer: what is alive at once, where each tensor lives from its op to its last use, by
 * ggml's rules (v0.5.0, ggml-alloc.c). A schedule is used up by it.
 */
export function reservedBytes({ steps, first }: Schedule, devices: number, alignment = ALIGNMENT): number[] {
  const memory = new Memory(Array.from({ length: devices }, () => new Arena(alignment)))
  for (const tensor of first) memory.allocate(tensor)
  for (const tensor of steps) {
    if (tensor.root && !tensor.waits) tensor.root.views++
    for (const source of tensor.sources) {
      source.children++
      if (source.input) memory.allocate(source)
    }
  }
  for (const tensor of steps) {
    for (const source of tensor.sources) memory.allocate(source)
    memory.allocate(tensor)
    for (const source of tensor.sources) memory.release(source)
  }
  return memory.ends()
}

class Memory {
  constructor(private readonly arenas: readonly Arena[]) {}

  ends = () => this.arenas.map(({ end }) => end)

  allocate(tensor: Tensor): void {
    const isOwn = tensor.kind === 'node' || tensor.kind === 'leaf'
    if (!isOwn || tensor.root || tensor.offset >= 0) return
    const replaced = tensor.inPlace ? tensor.sources.find((source) => isReplaceable(source, tensor)) : undefined
    if (!replaced) {
      tensor.offset = this.arenaOf(tensor).take(tensor.bytes)
      return
    }
    tensor.offset = replaced.offset
    tensor.device = replaced.device
    replaced.offset = -1
  }

  /** A step that needed it is done. */
  release(tensor: Tensor): void {
    tensor.children--
    if (tensor.children > 0 || tensor.views > 0) return
    const { root } = tensor
    if (root) {
      root.views--
      if (root.views > 0 || root.children > 0) return
    }
    const owner = root ?? tensor
    if (owner.offset < 0 || owner.output) return
    this.arenaOf(owner).give(owner.offset, owner.bytes)
    owner.offset = -1
  }

  private arenaOf = ({ device = 0 }: Tensor) => this.arenas[device]!
}

/** Nothing else needs it any more. ggml doesn't look through views here. */
const isReplaceable = (source: Tensor, { layout }: Tensor) =>
  source.offset >= 0 && !source.output && source.layout === layout && source.children === 1 && source.views === 0
