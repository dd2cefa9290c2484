/** What a plan needs of a GGUF's header. */
export interface Header {
  name: string
  /** That the graph computes. */
  layers: number
  topK: number
  contextLength: number
  vocabulary: number
  /** The architecture's metadata. */
  numbers: Readonly<Record<string, number>>
  tensors: readonly HeaderTensor[]
  bytes: number
}

export interface HeaderTensor {
  name: string
  type: string
  bytes: number
}

/** The dims of a `deepseek32` model that its memory follows from. */
export interface Shape {
  /** Layers that the graph computes, and blocks of the file: those that predict a further token are not computed. */
  layers: number
  blocks: number
  hidden: number
  heads: number
  /** Of MLA: ranks of queries and of keys, dims of a head with and without rotation, and of a value. */
  queryRank: number
  keyRank: number
  rope: number
  nope: number
  value: number
  indexHeads: number
  indexDim: number
  topK: number
  /** Layers with a plain feed-forward, the first ones. */
  denseLayers: number
  feedForward: number
  experts: number
  usedExperts: number
  sharedExperts: number
  expertFeedForward: number
  /** Experts are chosen in groups, if there are more than 1. */
  expertGroups: number
  usedGroups: number
  /** Whether experts' weights are made to sum to 1, and scaled then. */
  normalized: boolean
  scaled: boolean
  /** Whether a bias takes part in choosing experts. */
  biased: boolean
  vocabulary: number
}

export function shapeOf({ layers, topK, vocabulary, numbers, tensors }: Header): Shape {
  const number = (key: string) => numbers[key] ?? 0
  const rope = number('rope.dimension_count')
  const scale = number('expert_weights_scale')
  return {
    layers,
    blocks: number('block_count'),
    hidden: number('embedding_length'),
    heads: number('attention.head_count'),
    queryRank: number('attention.q_lora_rank'),
    keyRank: number('attention.kv_lora_rank'),
    rope,
    nope: number('attention.key_length_mla') - rope,
    value: number('attention.value_length_mla'),
    indexHeads: number('attention.indexer.head_count'),
    indexDim: number('attention.indexer.key_length'),
    topK,
    denseLayers: number('leading_dense_block_count'),
    feedForward: number('feed_forward_length'),
    experts: number('expert_count'),
    usedExperts: number('expert_used_count'),
    sharedExperts: number('expert_shared_count'),
    expertFeedForward: number('expert_feed_forward_length'),
    expertGroups: number('expert_group_count'),
    usedGroups: number('expert_group_used_count'),
    normalized: number('expert_weights_norm') !== 0,
    scaled: scale !== 0 && scale !== 1,
    biased: tensors.some(({ name }) => name.endsWith('exp_probs_b.bias')),
    vocabulary,
  }
}
