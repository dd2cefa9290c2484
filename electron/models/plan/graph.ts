/** A tensor of llama.cpp's compute graph, as far as its memory goes. */
export interface Tensor {
  bytes: number
  /** Two tensors can share memory only if their layouts are the same. */
  layout: string
  sources: Tensor[]
  /** Whose memory a view looks into. */
  root?: Tensor
  /** The result may take the place of a source. */
  inPlace: boolean
  kind: 'node' | 'leaf' | 'weight' | 'cache'
  /** Where weights and caches lie, and where the tensor is computed; set for the others by the schedule. */
  device?: number
  /** Set by the program before each run. */
  input: boolean
  /** Kept until the next run. */
  output: boolean
  /** Fetches rows of weights: stays where these are. */
  lookup: boolean
  /** Writes into its root: an op, though its memory is another tensor's. */
  writes: boolean
}

export type ValueType = 'F32' | 'F16' | 'I32' | 'I64'
const BYTES = { F32: 4, F16: 2, I32: 4, I64: 8 }

const blank = { sources: [], inPlace: false, input: false, output: false, lookup: false, writes: false }
const sizeOf = (type: ValueType, dims: number[]) => dims.reduce((a, b) => a * b, BYTES[type])
const layoutOf = (type: ValueType, dims: number[]) => `${type} ${dims.filter((dim, i) => i === 0 || dim > 1).join(' ')}`

/** Tensors in the order in which they are computed, which decides what is alive at once. */
export class Graph {
  readonly nodes: Tensor[] = []
  /** Tensors that nothing computes; those that own memory get it before all others. */
  readonly leaves: Tensor[] = []
  private readonly seen = new Set<Tensor>()

  /** Puts a tensor behind all that it needs, unless it is there already. */
  expand(tensor: Tensor): Tensor {
    if (this.seen.has(tensor)) return tensor
    this.seen.add(tensor)
    for (const source of tensor.sources) this.expand(source)
    ;(tensor.kind === 'node' ? this.nodes : this.leaves).push(tensor)
    return tensor
  }
}

/** Weights: `bytes` are what a GPU copies that computes with weights of main memory. */
export const weight = (device: number, bytes: number): Tensor => ({
  ...blank,
  kind: 'weight',
  bytes,
  layout: 'weight',
  device,
})

/** A KV cache, `bytes` long: what a device copies that attends for another one. */
export const cache = (device: number, bytes: number): Tensor => ({
  ...blank,
  kind: 'cache',
  bytes,
  layout: 'cache',
  device,
})

export const input = (type: ValueType, ...dims: number[]): Tensor => ({
  ...leaf(type, ...dims),
  input: true,
})

/** Memory that belongs to the graph, without an op that fills it. */
export const leaf = (type: ValueType, ...dims: number[]): Tensor => ({
  ...blank,
  kind: 'leaf',
  bytes: sizeOf(type, dims),
  layout: layoutOf(type, dims),
})

export const op = (type: ValueType, dims: number[], ...sources: Tensor[]): Tensor => ({
  ...leaf(type, ...dims),
  kind: 'node',
  sources,
})

/** Rows of weights, the first source. */
export const lookup = (dims: number[], ...sources: Tensor[]): Tensor => ({
  ...op('F32', dims, ...sources),
  lookup: true,
})

/** An op whose result may take the place of one of its sources, the first if that fits. */
export const inPlace = (type: ValueType, dims: number[], ...sources: Tensor[]): Tensor => ({
  ...op(type, dims, ...sources),
  inPlace: true,
})

/** The same memory with other dims. `strided`: rows are further apart than they are long. */
export const view = (of: Tensor, type: ValueType, dims: number[], strided = false): Tensor => ({
  ...blank,
  kind: 'node',
  bytes: strided ? (of.root ?? of).bytes : sizeOf(type, dims),
  layout: `${layoutOf(type, dims)}${strided ? ' strided' : ''}`,
  sources: [of],
  root: of.root ?? of,
})

/** Rows written into `into`; the result is that tensor. */
export const setRows = (into: Tensor, ...sources: Tensor[]): Tensor => ({
  ...view(into, 'F32', []),
  layout: into.layout,
  writes: true,
  sources: [...sources, into],
})
