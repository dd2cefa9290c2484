import { Arena } from './allocator'
import type { Tensor } from './graph'

/** What one run does, in order: tensors to be computed or, of a copy, to be filled, each on its device. */
export interface Schedule {
  steps: Tensor[]
  /** Get memory before all steps. */
  first: Tensor[]
}

interface State {
  children: number
  views: number
  /** Where it lies; undefined: not yet, or no more its own. */
  at?: { arena: Arena; offset: number }
}

/** What ggml allocates in; weights' alignment is the same. */
export const ALIGNMENT = 32

/** Bytes of each device's compute buffer: what is alive at once, where each tensor lives from its op to its last use. */
export function reservedBytes({ steps, first }: Schedule, devices: number, alignment = ALIGNMENT): number[] {
  const arenas = Array.from({ length: devices }, () => new Arena(alignment))
  const states = new Map<Tensor, State>()
  const stateOf = (tensor: Tensor) => {
    let state = states.get(tensor)
    if (!state) states.set(tensor, (state = { children: 0, views: 0 }))
    return state
  }
  const isOwn = (tensor: Tensor) => tensor.kind === 'node' || tensor.kind === 'leaf'
  const allocate = (tensor: Tensor) => {
    const state = stateOf(tensor)
    if (!isOwn(tensor) || tensor.root || state.at) return
    state.at = inheritance(tensor, stateOf) ?? newPlace(tensor, arenas)
  }
  for (const tensor of first) allocate(tensor)
  for (const tensor of steps) {
    if (tensor.root && tensor.layout !== DEPENDENCY) stateOf(tensor.root).views++
    for (const source of tensor.sources) {
      stateOf(source).children++
      if (source.input) allocate(source)
    }
  }
  for (const tensor of steps) {
    for (const source of tensor.sources) allocate(source)
    allocate(tensor)
    for (const source of tensor.sources) release(source, stateOf)
  }
  return arenas.map(({ end }) => end)
}

/** A step that only keeps its source alive until then. */
export const DEPENDENCY = 'dependency'

function newPlace(tensor: Tensor, arenas: Arena[]) {
  const arena = arenas[tensor.device ?? 0]!
  return { arena, offset: arena.take(tensor.bytes) }
}

/** The place of a source that nothing else needs any more. ggml doesn't look through views here. */
function inheritance(tensor: Tensor, stateOf: (tensor: Tensor) => State): State['at'] {
  if (!tensor.inPlace) return undefined
  for (const source of tensor.sources) {
    const state = stateOf(source)
    const { at } = state
    if (!at || source.output || source.layout !== tensor.layout || state.children !== 1 || state.views !== 0) continue
    state.at = undefined
    return at
  }
  return undefined
}

function release(source: Tensor, stateOf: (tensor: Tensor) => State): void {
  const state = stateOf(source)
  state.children--
  if (state.children > 0 || state.views > 0) return
  const owner = source.root ?? source
  const owned = stateOf(owner)
  if (source.root) {
    owned.views--
    if (owned.views > 0 || owned.children > 0) return
  }
  if (!owned.at || owner.output) return
  owned.at.arena.give(owned.at.offset, owner.bytes)
  owned.at = undefined
}
