export type ValueType = 'F32' | 'F16' | 'I32' | 'I64'
const BYTES = { F32: 4, F16: 2, I32: 4, I64: 8 }

/** A tensor of llama.cpp's compute graph, as far as its memory goes. */
export class Tensor {
  sources: Tensor[] = []
  /** Whose memory a view looks into. */
  root: Tensor | undefined = undefined
  /** Where weights and caches lie, and where the others are computed; these are set by the schedule. */
  device: number | undefined = undefined
  /** The result may take the place of a source. */
  inPlace = false
  /** Set by the program before each run. */
  input = false
  /** Kept until the next run. */
  output = false
  /** Fetches rows of weights: stays where these are. */
  lookup = false
  /** Writes into its root: an op, though its memory is another tensor's. */
  writes = false
  /** Does nothing but keep its source alive until then. */
  waits = false

  /** In the graph already. */
  seen = false
  /** While memory is given out: how many still need it, and where it lies; -1: nowhere, or in another tensor's place. */
  children = 0
  views = 0
  offset = -1

  constructor(
    readonly kind: 'node' | 'leaf' | 'weight' | 'cache',
    readonly bytes: number,
    /** Two tensors can share memory only if their layouts are the same. */
    readonly layout: string,
  ) {}
}

const sizeOf = (type: ValueType, dims: number[]) => dims.reduce((a, b) => a * b, BYTES[type])

/** Dims of 1 change nothing but the first. */
function layoutOf(type: ValueType, dims: number[]): string {
  let layout = `${type} ${dims[0]}`
  for (let i = 1; i < dims.length; i++) if (dims[i] !== 1) layout += ` ${dims[i]}`
  return layout
}

/** Tensors in the order in which they are computed, which decides what is alive at once. */
export class Graph {
  readonly nodes: Tensor[] = []
  /** Tensors that nothing computes; those that own memory get it before all others. */
  readonly leaves: Tensor[] = []

  /** Puts a tensor behind all that it needs, unless it is there already. */
  expand(tensor: Tensor): Tensor {
    if (tensor.seen) return tensor
    tensor.seen = true
    for (const source of tensor.sources) this.expand(source)
    ;(tensor.kind === 'node' ? this.nodes : this.leaves).push(tensor)
    return tensor
  }
}

/** Weights: `bytes` are what a GPU copies that computes with weights of main memory. */
export function weight(device: number, bytes: number): Tensor {
  const tensor = new Tensor('weight', bytes, 'weight')
  tensor.device = device
  return tensor
}

/** A KV cache, `bytes` long: what a device copies that attends for another one. */
export function cache(device: number, bytes: number): Tensor {
  const tensor = new Tensor('cache', bytes, 'cache')
  tensor.device = device
  return tensor
}

/** Memory that belongs to the graph, without an op that fills it. */
export const leaf = (type: ValueType, ...dims: number[]) => new Tensor('leaf', sizeOf(type, dims), layoutOf(type, dims))

export function input(type: ValueType, ...dims: number[]): Tensor {
  const tensor = leaf(type, ...dims)
  tensor.input = true
  return tensor
}

export function op(type: ValueType, dims: number[], ...sources: Tensor[]): Tensor {
  const tensor = new Tensor('node', sizeOf(type, dims), layoutOf(type, dims))
  tensor.sources = sources
  return tensor
}

/** Rows of weights, the first source. */
export function lookup(dims: number[], ...sources: Tensor[]): Tensor {
  const tensor = op('F32', dims, ...sources)
  tensor.lookup = true
  return tensor
}

/** An op whose result may take the place of one of its sources, the first if that fits. */
export function inPlace(type: ValueType, dims: number[], ...sources: Tensor[]): Tensor {
  const tensor = op(type, dims, ...sources)
  tensor.inPlace = true
  return tensor
}

/** The same memory with other dims. `strided`: rows are further apart than they are long. */
export function view(of: Tensor, type: ValueType, dims: number[], strided = false): Tensor {
  const root = of.root ?? of
  const layout = layoutOf(type, dims)
  const tensor = new Tensor('node', strided ? root.bytes : sizeOf(type, dims), strided ? `${layout} strided` : layout)
  tensor.sources = [of]
  tensor.root = root
  return tensor
}

/** Rows written into `into`; the result is that tensor. */
export function setRows(into: Tensor, ...sources: Tensor[]): Tensor {
  const tensor = new Tensor('node', into.bytes, into.layout)
  tensor.sources = [...sources, into]
  tensor.root = into.root ?? into
  tensor.writes = true
  return tensor
}

/** A copy of `source` on another device; `held`: for good. */
export function copyOf(source: Tensor, device: number, held: boolean): Tensor {
  const tensor = new Tensor('node', source.bytes, source.layout)
  tensor.device = device
  tensor.input = tensor.output = held
  return tensor
}

/** A step that keeps `source` alive until then. */
export function waitFor(source: Tensor): Tensor {
  const tensor = new Tensor('node', 0, '')
  tensor.sources = [source]
  tensor.root = source
  tensor.waits = true
  return tensor
}
