import { type Tensor, type TensorType, tensorBytes, type Value, writeGguf } from './gguf_writer'

/** A random `deepseek32` with DeepSeek-V3.2's attention, of 32 heads and 4 layers: says nothing, costs what it costs. */
export const SMALL = {
  layers: 4,
  hidden: 1024,
  heads: 32,
  queryRank: 512,
  keyRank: 512,
  rope: 64,
  nope: 128,
  value: 128,
  indexHeads: 64,
  indexDim: 128,
  topK: 2048,
  denseLayers: 1,
  feedForward: 2816,
  experts: 16,
  usedExperts: 4,
  expertFeedForward: 512,
  vocabulary: 4096,
}
export type Dims = typeof SMALL

/** V3.2's own attention in one layer, with as little as possible around it. */
export const V32_ATTENTION: Dims = {
  ...SMALL,
  layers: 1,
  heads: 128,
  queryRank: 1536,
  feedForward: 256,
  vocabulary: 1024,
}

/** xorshift32: the same file on every machine. */
export function randomBytes(count: number, seed: number): Uint8Array {
  const numbers = new Uint32Array(Math.ceil(count / 4))
  let state = seed * 2654435761 + 1
  for (let i = 0; i < numbers.length; i++) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    numbers[i] = state
  }
  return new Uint8Array(numbers.buffer, 0, count)
}

/** The bits of a half; `value` is more than 0. */
export function toHalf(value: number): number {
  const exponent = Math.max(-14, Math.floor(Math.log2(value))) // smaller ones have no leading 1
  const fraction = Math.round((value / 2 ** exponent) * 1024)
  return fraction < 1024 ? fraction : ((exponent + 15) << 10) + fraction - 1024
}

/**
 * Where a block of random bytes has its F16 scales, as shares of the largest number that they let it hold. Q4_K's and
 * Q2_K's least numbers are taken off, so the second scale puts their numbers about zero.
 */
const SCALES: Partial<Record<TensorType, { bytes: number; halves: [at: number, share: number][] }>> = {
  Q8_0: { bytes: 34, halves: [[0, 1 / 127]] },
  Q4_K: {
    bytes: 144,
    halves: [
      [0, 1 / (32 * 7.5)],
      [2, 1 / 32],
    ],
  },
  Q2_K: {
    bytes: 84,
    halves: [
      [80, 1 / (7.5 * 1.5)],
      [82, 1 / 7.5],
    ],
  },
  Q3_K: { bytes: 110, halves: [[108, 1 / (32 * 4)]] },
  Q6_K: { bytes: 210, halves: [[208, 1 / (64 * 32)]] },
}

/** Evenly spread numbers whose squares sum to about 1 over a row of `width`, times `size`. */
function randomTensor(name: string, type: TensorType, dims: number[], size = 1): Tensor {
  const seed = [...name].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) >>> 0, 7)
  const largest = (size * Math.sqrt(3)) / Math.sqrt(dims[0]!)
  const data = () => {
    const bytes = randomBytes(tensorBytes({ type, dims }), seed)
    const scales = SCALES[type]
    if (scales) {
      const view = new DataView(bytes.buffer)
      for (let block = 0; block < bytes.length; block += scales.bytes) {
        for (const [at, share] of scales.halves) view.setUint16(block + at, toHalf(largest * share), true)
      }
      return bytes
    }
    const numbers = type === 'F32' ? new Float32Array(bytes.buffer) : undefined
    const words = new Uint32Array(bytes.buffer)
    if (numbers) for (let i = 0; i < numbers.length; i++) numbers[i] = (words[i]! / 2 ** 31 - 1) * largest
    else {
      const halves = new Uint16Array(bytes.buffer)
      const one = new Float32Array(1)
      const bits = new Uint32Array(one.buffer)
      for (let i = 0; i < halves.length; i++) {
        one[0] = (halves[i]! / 2 ** 15 - 1) * largest
        halves[i] = bits[0]! >>> 16
      }
    }
    return bytes
  }
  return { name, type, dims, data }
}

const constant = (name: string, dim: number, value: number): Tensor => ({
  name,
  type: 'F32',
  dims: [dim],
  data: () => new Uint8Array(new Float32Array(dim).fill(value).buffer),
})

/** One type for all, or one for each weight. */
type RestType = TensorType | ((part: string) => TensorType)

const typeOf = (type: RestType, part: string) => (typeof type === 'function' ? type(part) : type)

function layerTensors(d: Dims, layer: number, valueType: TensorType, restType: RestType): Tensor[] {
  const name = (part: string) => `blk.${layer}.${part}`
  const rest = (part: string, ...dims: number[]) => randomTensor(name(part), typeOf(restType, part), dims)
  const attention = [
    constant(name('attn_norm.weight'), d.hidden, 1),
    constant(name('attn_q_a_norm.weight'), d.queryRank, 1),
    constant(name('attn_kv_a_norm.weight'), d.keyRank, 1),
    constant(name('ffn_norm.weight'), d.hidden, 1),
    rest('attn_q_a.weight', d.hidden, d.queryRank),
    rest('attn_q_b.weight', d.queryRank, d.heads * (d.nope + d.rope)),
    rest('attn_kv_a_mqa.weight', d.hidden, d.keyRank + d.rope),
    randomTensor(name('attn_k_b.weight'), valueType, [d.nope, d.keyRank, d.heads]),
    randomTensor(name('attn_v_b.weight'), valueType, [d.keyRank, d.value, d.heads]),
    rest('attn_output.weight', d.heads * d.value, d.hidden),
    constant(name('indexer.k_norm.weight'), d.indexDim, 1),
    constant(name('indexer.k_norm.bias'), d.indexDim, 0),
    randomTensor(name('indexer.proj.weight'), 'F32', [d.hidden, d.indexHeads]),
    rest('indexer.attn_k.weight', d.hidden, d.indexDim),
    rest('indexer.attn_q_b.weight', d.queryRank, d.indexHeads * d.indexDim),
  ]
  if (layer < d.denseLayers) {
    const wide = ['ffn_gate.weight', 'ffn_up.weight'].map((part) => rest(part, d.hidden, d.feedForward))
    return [...attention, ...wide, rest('ffn_down.weight', d.feedForward, d.hidden)]
  }
  const experts = [
    randomTensor(name('ffn_gate_inp.weight'), 'F32', [d.hidden, d.experts]),
    constant(name('exp_probs_b.bias'), d.experts, 0),
    rest('ffn_gate_exps.weight', d.hidden, d.expertFeedForward, d.experts),
    rest('ffn_up_exps.weight', d.hidden, d.expertFeedForward, d.experts),
    rest('ffn_down_exps.weight', d.expertFeedForward, d.hidden, d.experts),
    rest('ffn_gate_shexp.weight', d.hidden, d.expertFeedForward),
    rest('ffn_up_shexp.weight', d.hidden, d.expertFeedForward),
    rest('ffn_down_shexp.weight', d.expertFeedForward, d.hidden),
  ]
  return [...attention, ...experts]
}

function metadata(d: Dims): Record<string, Value> {
  const own = (values: Record<string, Value>) =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [`deepseek32.${key}`, value]))
  // GPT-2's letters for all bytes, then words that no text has
  const letters = Array.from({ length: 256 }, (_, byte) => {
    const plain = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174
    return plain ? String.fromCharCode(byte) : ''
  })
  let next = 256
  const alphabet = letters.map((letter) => letter || String.fromCharCode(next++))
  const tokens = ['<|bos|>', '<|eos|>', ...alphabet]
  while (tokens.length < d.vocabulary - 1) tokens.push(`x${tokens.length}x`)
  tokens.push('he')
  return {
    'general.architecture': { string: 'deepseek32' },
    'general.name': { string: 'Random, with the attention of DeepSeek-V3.2' },
    ...own({
      block_count: { u32: d.layers },
      context_length: { u32: 163840 },
      embedding_length: { u32: d.hidden },
      feed_forward_length: { u32: d.feedForward },
      'attention.head_count': { u32: d.heads },
      'attention.head_count_kv': { u32: 1 },
      'attention.layer_norm_rms_epsilon': { f32: 1e-6 },
      'rope.freq_base': { f32: 10000 },
      'rope.dimension_count': { u32: d.rope },
      'attention.key_length': { u32: d.keyRank + d.rope },
      'attention.value_length': { u32: d.keyRank },
      'attention.key_length_mla': { u32: d.nope + d.rope },
      'attention.value_length_mla': { u32: d.value },
      'attention.q_lora_rank': { u32: d.queryRank },
      'attention.kv_lora_rank': { u32: d.keyRank },
      'attention.indexer.head_count': { u32: d.indexHeads },
      'attention.indexer.key_length': { u32: d.indexDim },
      'attention.indexer.top_k': { u32: d.topK },
      leading_dense_block_count: { u32: d.denseLayers },
      expert_feed_forward_length: { u32: d.expertFeedForward },
      expert_shared_count: { u32: 1 },
      expert_count: { u32: d.experts },
      expert_used_count: { u32: d.usedExperts },
      expert_weights_scale: { f32: 2.5 },
      expert_weights_norm: { bool: true },
      expert_gating_func: { u32: 2 }, // sigmoid
      vocab_size: { u32: d.vocabulary },
    }),
    'tokenizer.ggml.model': { string: 'gpt2' },
    'tokenizer.ggml.pre': { string: 'deepseek-v3' },
    'tokenizer.ggml.tokens': { strings: tokens },
    'tokenizer.ggml.token_type': { i32s: tokens.map((_, i) => (i < 2 ? 3 : 1)) },
    'tokenizer.ggml.merges': { strings: ['h e'] },
    'tokenizer.ggml.bos_token_id': { u32: 0 },
    'tokenizer.ggml.eos_token_id': { u32: 1 },
    'tokenizer.ggml.add_bos_token': { bool: true },
  }
}

/** Metadata and tensors; `valueType`: of k_b and v_b, `restType`: of all other products' weights. */
export function describeRandomModel(d: Dims, valueType: TensorType, restType: RestType) {
  const layers = Array.from({ length: d.layers }, (_, layer) => layerTensors(d, layer, valueType, restType)).flat()
  const tensors = [
    randomTensor(
      'token_embd.weight',
      typeOf(restType, 'token_embd.weight'),
      [d.hidden, d.vocabulary],
      Math.sqrt(d.hidden),
    ),
    constant('output_norm.weight', d.hidden, 1),
    randomTensor('output.weight', typeOf(restType, 'output.weight'), [d.hidden, d.vocabulary]),
    ...layers,
  ]
  return { metadata: metadata(d), tensors }
}

/** k_b and v_b in Q8_0, as ordinary files have them, end llama.cpp alone on AMX machines. */
export function writeRandomModel(path: string, valueType: TensorType, d = SMALL, restType: RestType = 'Q8_0'): void {
  const { metadata, tensors } = describeRandomModel(d, valueType, restType)
  writeGguf(path, metadata, tensors)
}
