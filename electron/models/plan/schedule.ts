import { copyOf, type Graph, type Tensor, waitFor } from './graph'
import type { Schedule } from './reserve'

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
 * Where each op is computed, as ggml's scheduler decides (v0.5.0, ggml_backend_sched_split_graph), and what is copied from
 * one device to another: every op follows its weights, and ops between follow their neighbours, GPUs first. All GPUs are
 * taken to know all ops.
 */
export function schedule(graph: Graph, options: ScheduleOptions): Schedule {
  const host = options.devices - 1
  assign(graph, host, options.offload)
  const splits = new Splits(options.copies)
  for (const node of graph.nodes) splits.add(node)
  const inputs = options.copies > 1 ? graph.leaves.filter((leaf) => splits.inputs.has(leaf)) : []
  const held = inputs.flatMap((leaf) => {
    leaf.output = true
    return [leaf, ...Array.from({ length: options.copies - 1 }, () => copyOf(leaf, host, true))]
  })
  return { steps: splits.steps(), first: [...held, ...splits.kept, ...graph.leaves] }
}

interface Split {
  device: number
  /** What is brought to the device before its nodes run. */
  copied: Tensor[]
  nodes: Tensor[]
}

/** Runs of nodes on one device. What another device holds is copied at their beginning, once for each device. */
class Splits {
  /** Copies that are held for good. */
  readonly kept: Tensor[] = []
  /** Inputs that nodes take. */
  readonly inputs = new Set<Tensor>()
  private readonly splits: Split[] = []
  private readonly copies = new Map<Tensor, Map<number, Tensor>>()

  constructor(private readonly count: number) {}

  add(node: Tensor): void {
    const device = node.device!
    let split = this.splits.at(-1) ?? this.begin(device)
    if (!isView(node)) {
      // weights that are copied get a run of their own, so that their room serves the next ones
      const fetches = node.sources.some((source) => source.kind === 'weight' && source.device !== device)
      if (device !== split.device || (fetches && split.copied.length > 0)) split = this.begin(device)
      node.sources = node.sources.map((source) => this.reached(source, split))
    }
    split.nodes.push(node)
  }

  steps = (): Tensor[] => this.splits.flatMap(({ copied, nodes }) => [...copied, ...nodes])

  private begin(device: number): Split {
    const split = { device, copied: [], nodes: [] }
    this.splits.push(split)
    return split
  }

  /** A source, or its copy on the device of the run. */
  private reached(source: Tensor, { device, copied }: Split): Tensor {
    if (source.input) this.inputs.add(source)
    if (source.device === device) return source
    const copies = this.copies.get(source) ?? new Map<number, Tensor>()
    this.copies.set(source, copies)
    const known = copies.get(device)
    if (known) return known
    const made = Array.from({ length: this.count }, () => copyOf(source, device, this.count > 1))
    const copy = made[0]!
    copies.set(device, copy)
    if (this.count > 1) this.kept.push(...made)
    copied.push(waitFor(source), copy)
    return copy
  }
}

const isView = (tensor: Tensor) => tensor.root !== undefined && !tensor.writes

/** Gives every tensor its device. */
function assign({ nodes, leaves }: Graph, host: number, offload: boolean): void {
  for (const leaf of leaves) if (leaf.input) leaf.device = host
  for (const node of nodes) node.device = ownDevice(node, host, offload)
  const ops = nodes.filter((node) => !isView(node))
  const backwards = [...ops].reverse()
  for (const order of [ops, backwards]) spread(order, (device) => device !== host)
  for (const order of [ops, backwards]) spread(order, () => true)
  for (const node of nodes) {
    node.device ??= node.root?.device ?? host
    for (const source of node.sources) source.device ??= source.root?.device ?? node.device
  }
  for (const leaf of leaves) leaf.device ??= host
}

/** Of ops that write into a cache or have weights. */
function ownDevice(node: Tensor, host: number, offload: boolean): number | undefined {
  if (node.root?.kind === 'cache') return node.root.device
  const weights = node.sources.find((source) => source.kind === 'weight')
  if (!weights) return undefined
  return weights.device === host && offload && !node.lookup ? 0 : weights.device
}

/** Ops without a device take that of the one before them, if it is of that kind. */
function spread(nodes: readonly Tensor[], spreads: (device: number) => boolean): void {
  let last: number | undefined
  for (const node of nodes) {
    if (node.device !== undefined) last = spreads(node.device) ? node.device : undefined
    else if (last !== undefined) node.device = last
  }
}
