import type { Graph, Tensor } from './graph'
import { DEPENDENCY, type Schedule } from './reserve'

export interface ScheduleOptions {
  /** GPUs are numbered from 0 on, main memory comes last. */
  devices: number
  /** The first GPU computes with weights of main memory where a ubatch is large: they are copied to it, op by op. */
  offload: boolean
  /** Runs that are under way at once where all layers are on several GPUs: inputs are held so many times. */
  copies: number
}

/** ggml's pipelines, where llama.cpp uses them. */
export const PIPELINE_COPIES = 4

/**
 * Where each op is computed, as ggml's scheduler decides (v0.5.0, ggml_backend_sched_split_graph), and what is copied from one
 * device to another: every op follows its weights, and ops between follow their neighbours, GPUs first. All GPUs are taken to know
 * all ops.
 */
export function schedule(graph: Graph, options: ScheduleOptions): Schedule {
  const host = options.devices - 1
  const at = assign(graph, host, options.offload)
  const copies = new Map<string, Tensor>()
  const numbers = new Map<Tensor, number>()
  const numberOf = (tensor: Tensor) => numbers.get(tensor) ?? (numbers.set(tensor, numbers.size), numbers.size - 1)
  const steps: Tensor[] = []
  const kept: Tensor[] = []
  let split: { device: number; copied: Tensor[]; nodes: Tensor[] } | undefined
  const finish = () => split && steps.push(...split.copied, ...split.nodes)
  for (const node of graph.nodes) {
    const device = at.get(node)!
    if (!split) split = { device, copied: [], nodes: [] }
    if (!isView(node)) {
      const fetches = node.sources.some((source) => source.kind === 'weight' && source.device !== device)
      if (device !== split.device || (fetches && split.copied.length > 0)) {
        finish()
        split = { device, copied: [], nodes: [] }
      }
      node.sources = node.sources.map((source) => {
        const from = at.get(source)!
        if (from === device) return source
        const key = `${numberOf(source)} ${device}`
        let copy = copies.get(key)
        if (!copy) {
          copy = copyOf(source, device, options.copies)
          copies.set(key, copy)
          for (let i = 0; i < options.copies - 1; i++) kept.push(copyOf(source, device, options.copies))
          if (options.copies > 1) kept.push(copy)
          split!.copied.push({ ...copy, layout: DEPENDENCY, root: source, sources: [source], bytes: 0 }, copy)
        }
        return copy
      })
    }
    split.nodes.push(node)
  }
  finish()
  for (const tensor of [...graph.nodes, ...graph.leaves]) if (isOwned(tensor)) tensor.device = at.get(tensor)
  const inputs = options.copies > 1 ? graph.leaves.filter((leaf) => leaf.input && leaf.device === host) : []
  const held = inputs.flatMap((leaf) => {
    leaf.output = true
    return [leaf, ...Array.from({ length: options.copies - 1 }, () => copyOf(leaf, host, options.copies))]
  })
  return { steps, first: [...held, ...kept, ...graph.leaves] }
}

const isView = (tensor: Tensor) => tensor.root !== undefined && !tensor.writes
const isOwned = (tensor: Tensor) => tensor.kind === 'node' || tensor.kind === 'leaf'

/** Held for good where several runs are under way. */
function copyOf(source: Tensor, device: number, copies: number): Tensor {
  const { bytes, layout } = source
  const isKept = copies > 1
  const blank = { sources: [], inPlace: false, lookup: false, writes: false }
  return { ...blank, kind: 'node', bytes, layout, device, input: isKept, output: isKept }
}

function assign(graph: Graph, host: number, offload: boolean): Map<Tensor, number> {
  const at = new Map<Tensor, number>()
  for (const leaf of graph.leaves) {
    if (leaf.kind !== 'leaf') at.set(leaf, leaf.device!)
    else if (leaf.input) at.set(leaf, host)
  }
  for (const node of graph.nodes) {
    const device = ownDevice(node, host, offload)
    if (device !== undefined) at.set(node, device)
  }
  const nodes = graph.nodes.filter((node) => !isView(node))
  const backwards = [...nodes].reverse()
  for (const order of [nodes, backwards]) spread(order, at, (device) => device !== host)
  for (const order of [nodes, backwards]) spread(order, at, () => true)
  for (const node of graph.nodes) {
    if (!at.has(node)) at.set(node, at.get(node.root!) ?? host)
    for (const source of node.sources) {
      if (!at.has(source)) at.set(source, (source.root && at.get(source.root)) ?? at.get(node)!)
    }
  }
  for (const leaf of graph.leaves) if (!at.has(leaf)) at.set(leaf, host)
  return at
}

/** Of ops that write into a cache or have weights. */
function ownDevice(node: Tensor, host: number, offload: boolean): number | undefined {
  if (node.root?.kind === 'cache') return node.root.device
  const weights = node.sources.find((source) => source.kind === 'weight')
  if (!weights) return undefined
  return weights.device === host && offload && !node.lookup ? 0 : weights.device
}

/** Ops without a device take the one before them, if it is of that kind. */
function spread(nodes: Tensor[], at: Map<Tensor, number>, spreads: (device: number) => boolean): void {
  let last: number | undefined
  for (const node of nodes) {
    const own = at.get(node)
    if (own !== undefined) last = spreads(own) ? own : undefined
    else if (last !== undefined) at.set(node, last)
  }
}
