import { cache, Graph, inPlace, input, leaf, lookup, op, setRows, type Tensor, view, weight } from './graph'
import type { Shape } from './shape'

export interface GraphOptions {
  /** Tokens of the ubatch, and positions of the KV cache. */
  tokens: number
  length: number
  /** Where each layer's KV cache lies, by the device's number, and the bytes of its keys and of its indexer's. */
  caches: { device: number; keys: number; indexKeys: number }[]
  /** Vulkan's backend shuts masks before it scores. */
  eager?: boolean
  /** Where a tensor of the file lies, and how large it is. */
  weights: (name: string) => { device: number; bytes: number }
}

/** What the whole graph shares. */
interface Inputs {
  tokens: Tensor
  positions: Tensor
  mask: Tensor
  cells: Tensor
  indexMask: Tensor
  indexCells: Tensor
  rotation: Tensor
  outputs: Tensor
}

/**
 * llama.cpp's graph for a `deepseek32` model that reads a ubatch into a full KV cache (v0.5.0, src/models/deepseek32.cpp):
 * its ops in their order, of which only sizes and uses matter here. With flash attention and the fused indexer.
 */
export function deepseekGraph(shape: Shape, options: GraphOptions): Graph {
  const { tokens, length } = options
  const graph = new Graph()
  const size = rotationSize(shape.indexDim)
  const inputs: Inputs = {
    tokens: input('I32', tokens),
    positions: input('I32', tokens),
    mask: input('F16', length, tokens),
    cells: input('I64', tokens),
    indexMask: input('F16', length, tokens),
    indexCells: input('I64', tokens),
    rotation: input('F32', size, size),
    outputs: input('I32', tokens),
  }
  const named = (name: string) => weightOf(options, name)
  let stream = graph.expand(lookup([shape.hidden, tokens], named('token_embd.weight'), inputs.tokens))
  graph.expand(input('F32', shape.hidden, tokens)) // embeddings given instead of tokens: reserved, never used
  for (let layer = 0; layer < shape.layers; layer++) {
    stream = new Layer(graph, shape, options, inputs, layer).build(stream)
  }
  const normed = norm([shape.hidden, tokens], stream, named('output_norm.weight'))
  normed.output = true
  const logits = op('F32', [shape.vocabulary, tokens], named('output.weight'), normed)
  logits.output = true
  graph.expand(logits)
  return graph
}

function weightOf({ weights }: GraphOptions, name: string): Tensor {
  const { device, bytes } = weights(name)
  return weight(device, bytes)
}

/** The largest Hadamard matrix that divides the keys, from 64 on. */
function rotationSize(dim: number): number {
  let size = 64
  while (dim % (size * 2) === 0) size *= 2
  return size
}

/** RMS norm and its weights. */
const norm = (dims: number[], of: Tensor, weights: Tensor): Tensor =>
  inPlace('F32', dims, inPlace('F32', dims, of), weights)

/** One layer, in the order of llama.cpp's code; `build` is called once. */
class Layer {
  private readonly T: number
  private readonly N: number

  constructor(
    private readonly graph: Graph,
    private readonly shape: Shape,
    private readonly options: GraphOptions,
    private readonly inputs: Inputs,
    private readonly layer: number,
  ) {
    this.T = options.tokens
    this.N = options.length
  }

  build(stream: Tensor): Tensor {
    const { shape, T, layer, inputs } = this
    const dims = [shape.hidden, T]
    let residual = stream
    let attended = this.attention(stream)
    if (layer === shape.layers - 1) {
      attended = op('F32', dims, attended, inputs.outputs)
      residual = op('F32', dims, residual, inputs.outputs)
    }
    const entering = inPlace('F32', dims, attended, residual)
    const normed = norm(dims, entering, this.weight('ffn_norm.weight'))
    const isDense = layer < shape.denseLayers
    const out = isDense ? this.feedForward(normed, shape.feedForward, '') : this.mixture(normed)
    return inPlace('F32', dims, out, entering)
  }

  private weight(part: string): Tensor {
    return weightOf(this.options, `blk.${this.layer}.${part}`)
  }

  private product(part: string, dims: number[], ...of: Tensor[]): Tensor {
    return op('F32', dims, this.weight(`${part}.weight`), ...of)
  }

  private attention(stream: Tensor): Tensor {
    const { shape: s, T, graph, inputs } = this
    const normed = norm([s.hidden, T], stream, this.weight('attn_norm.weight'))
    const lowRank = this.product('attn_q_a', [s.queryRank, T], normed)
    const queryRank = norm([s.queryRank, T], lowRank, this.weight('attn_q_a_norm.weight'))
    const selected = this.indexer(normed, queryRank)
    const query = this.product('attn_q_b', [(s.nope + s.rope) * s.heads, T], queryRank)
    const compressed = this.product('attn_kv_a_mqa', [s.keyRank + s.rope, T], normed)
    const plainKey = view(compressed, 'F32', [s.keyRank, T], true)
    const key = norm([s.keyRank, T], plainKey, this.weight('attn_kv_a_norm.weight'))
    const rotate = (of: Tensor, dims: number[]) => inPlace('F32', dims, view(of, 'F32', dims, true), inputs.positions)
    const queryRope = rotate(query, [s.rope, s.heads, T])
    const keyRope = rotate(compressed, [s.rope, 1, T])
    const byHead = view(query, 'F32', [s.nope, T, s.heads], true)
    const absorbed = this.product('attn_k_b', [s.keyRank, T, s.heads], byHead)
    const width = s.keyRank + s.rope
    const fullQuery = op('F32', [width, s.heads, T], view(absorbed, 'F32', [s.keyRank, s.heads, T], true), queryRope)
    const keyRows = view(key, 'F32', [s.keyRank, 1, T])
    const fullKey = op('F32', [width, 1, T], keyRows, keyRope)
    for (const tensor of [fullQuery, keyRows, fullKey]) graph.expand(tensor)
    const { device, keys } = this.options.caches[this.layer]!
    const cells = cache(device, keys)
    graph.expand(setRows(cells, view(fullKey, 'F32', [width, T]), inputs.cells))
    return this.attend(fullQuery, cells, this.selectionMask(selected))
  }

  private attend(query: Tensor, cells: Tensor, mask: Tensor): Tensor {
    const { shape: s, T, N, graph } = this
    const width = s.keyRank + s.rope
    const asked = view(query, 'F32', [width, T, s.heads], true)
    const keys = view(cells, 'F16', [width, N], true)
    const attended = op('F32', [s.keyRank, s.heads, T], asked, keys, view(cells, 'F16', [s.keyRank, N], true), mask)
    const byHead = view(attended, 'F32', [s.keyRank, T, s.heads], true)
    const values = this.product('attn_v_b', [s.value, T, s.heads], byHead)
    const joined = op('F32', [s.value, s.heads, T], view(values, 'F32', [s.value, s.heads, T], true))
    return this.product('attn_output', [s.hidden, T], graph.expand(view(joined, 'F32', [s.value * s.heads, T])))
  }

  /** Scores all cells and names the best. */
  private indexer(normed: Tensor, queryRank: Tensor): Tensor {
    const { shape: s, T, N, graph, inputs } = this
    const queryDims = [s.indexDim, s.indexHeads, T]
    const query = this.product('indexer.attn_q_b', [s.indexDim * s.indexHeads, T], queryRank)
    const turned = inPlace('F32', queryDims, view(query, 'F32', queryDims), inputs.positions)
    const keyDims = [s.indexDim, 1, T]
    const layerNorm = op('F32', [s.indexDim, T], this.product('indexer.attn_k', [s.indexDim, T], normed))
    const scaled = inPlace('F32', [s.indexDim, T], layerNorm, this.weight('indexer.k_norm.weight'))
    const shifted = inPlace('F32', [s.indexDim, T], scaled, this.weight('indexer.k_norm.bias'))
    const turnedKey = inPlace('F32', keyDims, view(shifted, 'F32', keyDims), inputs.positions)
    const rotated = op('F32', queryDims, inputs.rotation, turned)
    const rotatedKey = op('F32', keyDims, inputs.rotation, turnedKey)
    const { device, indexKeys } = this.options.caches[this.layer]!
    const cells = cache(device, indexKeys)
    graph.expand(setRows(cells, view(rotatedKey, 'F32', [s.indexDim, T]), inputs.indexCells))
    const weightDims = [s.indexHeads, T]
    const plainWeights = this.product('indexer.proj', weightDims, normed)
    const weights = inPlace('F32', weightDims, view(plainWeights, 'F32', weightDims))
    const stored = view(cells, 'F16', [s.indexDim, N], true)
    const scores = op('F32', [N, T], view(rotated, 'F32', queryDims), stored, weights, inputs.indexMask)
    const best = Math.min(s.topK, N)
    return op('I32', [best, T], op('I32', [best, T], scores))
  }

  /** The mask with all but the selected cells shut. */
  private selectionMask(selected: Tensor): Tensor {
    const { shape, T, N, inputs } = this
    const best = Math.min(shape.topK, N)
    const shut = inPlace('F16', [N, T], inputs.mask)
    if (this.options.eager) this.graph.expand(shut)
    // these zeros get memory before the first op runs, those of all layers at once
    const zeros = inPlace('F32', [best, T], leaf('F32', best, T))
    const opened = setRows(view(shut, 'F16', [1, N, T]), zeros, view(selected, 'I32', [best, T]))
    return inPlace('F16', [N, T], view(opened, 'F16', [N, T]), inputs.mask)
  }

  /** `suffix` of the tensors' names: "" or "_shexp". */
  private feedForward(of: Tensor, width: number, suffix: string): Tensor {
    const { shape, T } = this
    const up = this.product(`ffn_up${suffix}`, [width, T], of)
    const gate = this.product(`ffn_gate${suffix}`, [width, T], of)
    return this.product(`ffn_down${suffix}`, [shape.hidden, T], op('F32', [width, T], gate, up))
  }

  private mixture(of: Tensor): Tensor {
    const { shape: s, T, graph } = this
    const { chosen, weights } = this.chooseExperts(of)
    graph.expand(weights)
    const width = [s.expertFeedForward, s.usedExperts, T]
    const rows = view(of, 'F32', [s.hidden, 1, T])
    const up = this.product('ffn_up_exps', width, rows, chosen)
    const gate = this.product('ffn_gate_exps', width, rows, chosen)
    const dims = [s.hidden, s.usedExperts, T]
    const down = this.product('ffn_down_exps', dims, op('F32', width, gate, up), chosen)
    const weighted = graph.expand(inPlace('F32', dims, down, weights))
    const parts = Array.from({ length: s.usedExperts }, () =>
      graph.expand(view(weighted, 'F32', [s.hidden, T], s.usedExperts > 1)),
    )
    let sum = parts[0]!
    for (const part of parts.slice(1)) sum = graph.expand(inPlace('F32', [s.hidden, T], sum, part))
    if (parts.length === 1) sum = op('F32', [s.hidden, T], sum)
    const shared = this.feedForward(of, s.expertFeedForward * s.sharedExperts, '_shexp')
    return inPlace('F32', [s.hidden, T], sum, shared)
  }

  private chooseExperts(of: Tensor): { chosen: Tensor; weights: Tensor } {
    const { shape: s, T } = this
    const all = [s.experts, T]
    const chances = inPlace('F32', all, this.product('ffn_gate_inp', all, of))
    let ranked = s.biased ? inPlace('F32', all, chances, this.weight('exp_probs_b.bias')) : chances
    if (s.expertGroups > 1) ranked = this.inGroups(ranked)
    const chosen = view(op('I32', all, ranked), 'I32', [s.usedExperts, T], true)
    const used = [s.usedExperts, T]
    let weights = op('F32', [1, ...used], view(chances, 'F32', [1, ...all]), chosen)
    if (s.normalized) {
      const flat = view(weights, 'F32', used)
      const sum = inPlace('F32', [1, T], op('F32', [1, T], flat))
      weights = view(inPlace('F32', used, flat, sum), 'F32', [1, ...used])
    }
    return { chosen, weights: s.scaled ? inPlace('F32', [1, ...used], weights) : weights }
  }

  /** Only experts of the best groups stay in the running. */
  private inGroups(ranked: Tensor): Tensor {
    const { shape: s, T } = this
    const size = s.experts / s.expertGroups
    const dims = [size, s.expertGroups, T]
    const groups = view(ranked, 'F32', dims)
    const best = view(op('I32', dims, groups), 'I32', [2, s.expertGroups, T], true)
    const scores = op('F32', [1, 2, s.expertGroups, T], view(groups, 'F32', [1, ...dims]), best)
    const sums = op('F32', [1, s.expertGroups, T], view(scores, 'F32', [2, s.expertGroups, T]))
    const order = op('I32', [s.expertGroups, T], view(sums, 'F32', [s.expertGroups, T]))
    const used = view(order, 'I32', [s.usedGroups, T], true)
    const kept = op('F32', [size, s.usedGroups, T], groups, used)
    return view(setRows(inPlace('F32', dims, groups), kept, used), 'F32', [s.experts, T])
  }
}
