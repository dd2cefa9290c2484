import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { asEngineError, EngineError } from '../../electron/engine/errors'
import { native } from '../../electron/engine/native'
import { addExperts } from '../fixtures/models/experts'
import {
  aligned,
  changed,
  cutTo,
  expertsSaying,
  lacking,
  type Maker,
  patched,
  placed,
  rawValue,
  renamed,
  saying,
  sharded,
  silentOn,
  withTensor,
  withTokens,
} from '../fixtures/models/malformed'
import { type RawModel, Value } from '../fixtures/models/raw_model'
import { addNextTokenBlock } from '../fixtures/models/real_files'

/** What is wrong, the file, the error's code, and what its sentence says. */
type Case = [string, Maker, string, RegExp]

const u32 = (value: number) => new Uint8Array(Uint32Array.of(value).buffer)
const BOOL = 7
const ARRAY = 9
const F16 = 1
const Q8_1 = 9
const I32 = 26
const AT = { tensorCount: 8, keyCount: 16, firstKey: 24 }
const DAMAGED = 'truncated-model'

const HEADERS: Case[] = [
  ['cut off in its head', cutTo(20), DAMAGED, /it ends before its header does/],
  ['cut off in its keys', cutTo(1500), DAMAGED, /it ends before its header does/],
  ['cut off in its tensors', cutTo(24_000), DAMAGED, /it ends before its header does/],
  ['cut off in its weights', cutTo(200_000), DAMAGED, /should hold more than its 200000 bytes/],
  ['more keys than it has', patched(AT.keyCount, u32(4000)), DAMAGED, /cut off or damaged \(/],
  ['more keys than can be', patched(AT.keyCount, u32(70_000)), DAMAGED, /says that it has 70000 keys/],
  ['more tensors than can be', patched(AT.tensorCount, u32(70_000)), DAMAGED, /says that it has 70000 tensors/],
  ['one key twice', renamed('rope.dimension_count', 'attention.head_count'), DAMAGED, /head_count stands in it twice/],
  [
    'a key without a name',
    changed(({ values }) => void values.set('', Value.u32(1))),
    DAMAGED,
    /one of its keys has no name/,
  ],
  ['a list of lists', saying('general.new', rawValue(ARRAY, ARRAY, 1, 0)), DAMAGED, /general\.new is a list of lists/],
  ['a value of no type', saying('general.new', rawValue(0x1234)), DAMAGED, /general\.new is of no known type/],
  ['a list without end', saying('general.new', rawValue(ARRAY, 4, 2 ** 31, 0)), DAMAGED, /has 2147483648 items/],
  ['a text without end', saying('general.new', rawValue(8, 0, 256)), DAMAGED, /is 1099511627776 bytes long/],
  ['an alignment of 24', saying('general.alignment', Value.u32(24)), DAMAGED, /alignment is 24, no power of two/],
  ['an alignment of 0', saying('general.alignment', Value.u32(0)), DAMAGED, /alignment is 0, no power of two/],
  ['an alignment in words', saying('general.alignment', Value.string('32')), DAMAGED, /alignment is no number/],
  ['one tensor twice', renamed('blk.1.attn_k_b', 'blk.1.attn_v_b'), DAMAGED, /attn_v_b\.weight stands in it twice/],
  ['a long name', withTensor('output.weight', (t) => (t.name = 'x'.repeat(64))), DAMAGED, /a longer name than can be/],
  ['5 dimensions', withTensor('output.weight', (t) => (t.dims = [1, 1, 1, 1, 1])), DAMAGED, /has 5 dimensions/],
  ['a row that ends in a block', withTensor('output.weight', (t) => (t.dims = [33, 1])), DAMAGED, /of 33 numbers/],
  ['no end', withTensor('output.weight', (t) => (t.dims = [2 ** 40, 2 ** 40])), DAMAGED, /larger than any file/],
  ['overlapping tensors', placed((at, i) => (i === 2 ? 0 : at)), DAMAGED, /begins at byte 0 .*overlap or leave gaps/],
  ['a gap', placed((at, i) => (i > 2 ? at + 32 : at)), DAMAGED, /where byte \d+ is its place/],
  ['a place between two alignments', placed((at) => at + 1), DAMAGED, /begins at byte 1 of the weights/],
]

const KEYS: Case[] = [
  ['no embedding_length', silentOn('embedding_length'), 'damaged-model', /doesn't say deepseek32\.embedding_length/],
  [
    "a fork's type",
    withTensor('output.weight', (t) => (t.type = 339)),
    'unknown-tensor-type',
    /number 339, output\.weight\), as ik_llama\.cpp's quantizations/,
  ],
  [
    'a type of long ago',
    withTensor('output.weight', (t) => (t.type = 31)),
    'unknown-tensor-type',
    /that llama\.cpp gave up \(number 31/,
  ],
  ['no block_count', silentOn('block_count'), 'damaged-model', /doesn't say deepseek32\.block_count/],
  ['no kv_lora_rank', silentOn('attention.kv_lora_rank'), 'damaged-model', /doesn't say .*kv_lora_rank/],
  ['no epsilon', silentOn('attention.layer_norm_rms_epsilon'), 'damaged-model', /doesn't say .*rms_epsilon/],
  ['no tokenizer', silentOn('tokenizer.ggml.model'), 'damaged-model', /doesn't say tokenizer\.ggml\.model/],
  ['no tokens', silentOn('tokenizer.ggml.tokens'), 'damaged-model', /doesn't say tokenizer\.ggml\.tokens/],
  ['no architecture', silentOn('general.architecture'), 'wrong-architecture', /doesn't say its architecture/],
  ['a real number of heads', saying('attention.head_count', Value.f32(4)), 'damaged-model', /as f32, .*needs u32 or/],
  ['a wide context', saying('context_length', Value.u64(8192)), 'damaged-model', /context_length as u64, .*u32/],
  ['a whole epsilon', saying('attention.layer_norm_rms_epsilon', Value.u32(0)), 'damaged-model', /as u32, .*f32/],
  ['numbers for tokens', saying('tokenizer.ggml.tokens', Value.i32s([1])), 'damaged-model', /as list of i32/],
  ['a number for a name', saying('general.name', Value.u32(3)), 'damaged-model', /general\.name as u32, .*str/],
]
const can = (sentence: RegExp) => new RegExp(`which can't be: .*${sentence.source}`)
const OF_NO_USE = {
  'rope.freq_base': [0, Number.NaN],
  'rope.scaling.factor': [-40, Number.NaN],
  'rope.scaling.attn_factor': [0, Number.POSITIVE_INFINITY],
  expert_weights_scale: [Number.NaN],
}
const factor = (k: string, v: number): Case => [`${k} ${v}`, expertsSaying(k, Value.f32(v)), 'damaged-model', can(/0/)]
const NUMBERS: Case[] = [
  ['no heads', saying('attention.head_count', Value.u32(0)), 'damaged-model', can(/1 at least/)],
  ['heads of 1 block', saying('attention.head_count', Value.i32s([4, 4, 4])), 'damaged-model', /a list of 3.*2 blocks/],
  ['4 keys a token', saying('attention.head_count_kv', Value.u32(4)), 'damaged-model', can(/share one key/)],
  ['keys not counted', silentOn('attention.head_count_kv'), 'damaged-model', /is missing, which can't be/],
  ['odd rotation', saying('rope.dimension_count', Value.u32(15)), 'damaged-model', can(/in pairs/)],
  ['no rotation', saying('rope.dimension_count', Value.u32(0)), 'damaged-model', can(/in pairs/)],
  ['all rotated', saying('attention.key_length_mla', Value.u32(16)), 'damaged-model', can(/others must be left/)],
  ['a short key', saying('attention.key_length', Value.u32(40)), 'damaged-model', can(/has 32 .* and 16 that/)],
  ['no values', saying('attention.value_length_mla', Value.u32(0)), 'damaged-model', can(/1 at least/)],
  ['both ways', saying('attention.causal', rawValue(BOOL).subarray(0, 4)), 'truncated-model', /cut off or damaged/],
  ['not causal', saying('attention.causal', Value.bool(false)), 'damaged-model', can(/beginning to its end/)],
  ['a negative epsilon', saying('attention.layer_norm_rms_epsilon', Value.f32(-1)), 'damaged-model', can(/0 or a/)],
  ['no epsilon', saying('attention.layer_norm_rms_epsilon', Value.f32(Number.NaN)), 'damaged-model', /nan, which/],
  ...Object.entries(OF_NO_USE).flatMap(([key, values]) => values.map((value) => factor(key, value))),
  ['a new scaling', saying('rope.scaling.type', Value.string('warp')), 'damaged-model', /"warp", which can't be/],
  ['an empty scaling', saying('rope.scaling.type', Value.string('')), 'damaged-model', /is "", which can't be/],
  ['no context', saying('context_length', Value.u32(0)), 'damaged-model', can(/1 at least/)],
  ['top-k 0', saying('attention.indexer.top_k', Value.u32(0)), 'no-indexer', /top_k is missing or 0/],
  [
    'no indexer heads',
    saying('attention.indexer.head_count', Value.u32(0)),
    'no-indexer',
    /head_count is missing or 0/,
  ],
  ['an indexer of 96', saying('attention.indexer.key_length', Value.u32(96)), 'damaged-model', can(/power of two/)],
  ['513 blocks', saying('block_count', Value.u32(513)), 'damaged-model', /says that it has 513 blocks/],
  ['only predicting blocks', saying('nextn_predict_layers', Value.u32(3)), 'damaged-model', /0 are computed/],
  ['too many experts', expertsSaying('expert_count', Value.u32(2000)), 'damaged-model', can(/at most 1024/)],
  ['more used than there are', expertsSaying('expert_used_count', Value.u32(5)), 'damaged-model', can(/4 experts/)],
  ['no expert used', expertsSaying('expert_used_count', Value.u32(0)), 'damaged-model', can(/there are 4 experts/)],
  ['uneven groups', expertsSaying('expert_group_count', Value.u32(3)), 'damaged-model', can(/fall into so many/)],
  ['no group used', expertsSaying('expert_group_count', Value.u32(2)), 'damaged-model', can(/there are 2 groups/)],
  ['a new gate', expertsSaying('expert_gating_func', Value.u32(9)), 'damaged-model', can(/functions 1 to 4/)],
  ['no experts where needed', saying('leading_dense_block_count', Value.u32(1)), 'damaged-model', can(/only 1 of 2/)],
]

const TENSORS: Case[] = [
  ['a wider model', saying('embedding_length', Value.u32(128)), 'wrong-shape', /token_embd.* 64 x 768, .* 128 x 768/],
  [
    'a wider feed-forward',
    saying('feed_forward_length', Value.u32(128)),
    'wrong-shape',
    /ffn_gate.* 64 x 96.* 64 x 128/,
  ],
  ['a smaller query rank', saying('attention.q_lora_rank', Value.u32(16)), 'wrong-shape', /attn_q_a_norm.* 32, .* 16/],
  ['more heads', saying('attention.head_count', Value.u32(8)), 'wrong-shape', /attn_q_b.*head_count \* key_length_mla/],
  [
    'more of the indexer',
    saying('attention.indexer.head_count', Value.u32(8)),
    'wrong-shape',
    /indexer\.proj.* 64 x 8/,
  ],
  ['a wider indexer', saying('attention.indexer.key_length', Value.u32(128)), 'wrong-shape', /indexer\.k_norm.* 128/],
  ['a token more', withTokens((all) => [...all, '<|one more|>']), 'unusable-tokenizer', /769 tokens, but only 768/],
  ['a token less', withTokens((all) => all.slice(0, -1)), 'wrong-shape', /token_embd.* 64 x 768, .* 64 x 767/],
  [
    'experts of other width',
    expertsSaying('expert_feed_forward_length', Value.u32(16)),
    'wrong-shape',
    /ffn_gate_exps/,
  ],
  ['more experts', expertsSaying('expert_count', Value.u32(8)), 'wrong-shape', /ffn_gate_inp.* 64 x 4, .* 64 x 8/],
  ['no output_norm', lacking('output_norm.weight'), 'missing-tensor', /lacks the tensor output_norm\.weight/],
  ['no ffn_up in a layer', lacking('blk.1.ffn_up.weight'), 'missing-tensor', /lacks the tensor blk\.1\.ffn_up/],
  ['an unsplit kv_b', renamed('blk.0.attn_k_b.', 'blk.0.attn_kv_b'), 'missing-tensor', /blk\.0\.attn_k_b/],
  ['a norm in half precision', withTensor('output_norm.weight', (t) => (t.type = F16)), 'truncated-model', /damaged/],
  [
    'an indexer with whole numbers',
    withTensor('blk.0.indexer.proj.weight', (t) => (t.type = I32)),
    'unknown-tensor-type',
    /indexer\.proj\.weight as i32/,
  ],
]

const TOKENIZERS: Case[] = [
  ['of words', saying('tokenizer.ggml.model', Value.string('bert')), 'unusable-tokenizer', /kind "bert"/],
  ['of none', saying('tokenizer.ggml.model', Value.string('none')), 'unusable-tokenizer', /kind "none"/],
  ['of a new kind', saying('tokenizer.ggml.model', Value.string('runes')), 'model-refused', /tokenizer .*runes.*newer/],
  [
    'cut in a new way',
    saying('tokenizer.ggml.pre', Value.string('runes')),
    'model-refused',
    /tokenizer .*runes.*newer/,
  ],
  ['without merges', silentOn('tokenizer.ggml.merges'), 'unusable-tokenizer', /without tokenizer\.ggml\.merges/],
  ['without a token', withTokens(() => []), 'unusable-tokenizer', /has no tokens/],
  [
    'with one token twice',
    withTokens((all) => [...all.slice(0, -1), all[5]!]),
    'unusable-tokenizer',
    /twice .*number 767/,
  ],
  [
    'with too few types',
    saying('tokenizer.ggml.token_type', Value.i32s([1])),
    'unusable-tokenizer',
    /only 1 of their .*type/,
  ],
  [
    'with too few scores',
    saying('tokenizer.ggml.scores', Value.f32s([1])),
    'unusable-tokenizer',
    /only 1 of their .*scores/,
  ],
  [
    'with types in words',
    saying('tokenizer.ggml.token_type', Value.strings(['a'])),
    'unusable-tokenizer',
    /list of i32/,
  ],
  [
    'beginning outside',
    saying('tokenizer.ggml.bos_token_id', Value.u32(768)),
    'unusable-tokenizer',
    /bos_token_id is 768/,
  ],
  [
    'ending outside',
    saying('tokenizer.ggml.eos_token_id', Value.u32(4e9)),
    'unusable-tokenizer',
    /eos.*only 768 tokens/,
  ],
  [
    'with a nameless byte',
    saying('tokenizer.ggml.token_type', Value.i32s(new Array(768).fill(6))),
    'unusable-tokenizer',
    /for a byte that/,
  ],
]

const architecture = (name: string) => saying('general.architecture', Value.string(name))
const OTHER_KINDS: Case[] = [
  ['for search', architecture('nomic-bert'), 'wrong-architecture', /"nomic-bert", turns .*\(an embedding model\)/],
  ['of the T5 kind', architecture('t5'), 'wrong-architecture', /"t5", .*\(T5\).*; choose a language model/],
  ['of diffusion', architecture('llada'), 'wrong-architecture', /a diffusion model\)/],
  ['for drafts', architecture('eagle3'), 'wrong-architecture', /drafts tokens for another model/],
  ['for speech', architecture('whisper'), 'wrong-architecture', /speech/],
  ['for pictures', architecture('flux'), 'wrong-architecture', /"flux", makes pictures/],
  [
    'of no known architecture',
    architecture('runes'),
    'wrong-architecture',
    /"runes" .*\(runes\.block_count\), as language/,
  ],
]

const SHARDS: Case[] = [
  [
    'of another architecture',
    sharded(1, ({ values }) => void values.set('general.architecture', Value.string('llama'))),
    'wrong-shard',
    /another model .*"llama" there and "deepseek32"/,
  ],
  [
    'of another name',
    sharded(1, ({ values }) => void values.set('general.name', Value.string('Other'))),
    'wrong-shard',
    /another model .*"Other"/,
  ],
  [
    'of other parts',
    sharded(1, ({ values }) => void values.set('split.count', Value.u16(3))),
    'wrong-shard',
    /is not part 2 of this/,
  ],
  [
    'counted otherwise',
    sharded(1, ({ values }) => void values.set('split.no', Value.u32(1))),
    'wrong-shard',
    /split\.no, 16 bits/,
  ],
  [
    'without the number of tensors',
    sharded(0, ({ values }) => void values.delete('split.tensors.count')),
    'wrong-shard',
    /how many tensors/,
  ],
  [
    'with a tensor less',
    sharded(1, ({ tensors }) => void tensors.pop()),
    'wrong-shard',
    /hold \d+ tensors, where .* says that there are/,
  ],
  [
    'with a tensor of the first',
    sharded(1, ({ tensors }) => (tensors[0]!.name = 'token_embd.weight')),
    'wrong-shard',
    /an earlier part .* holds too/,
  ],
  [
    'cut off',
    sharded(1, ({ tensors }) => (tensors.at(-1)!.data = Buffer.alloc(0))),
    'truncated-model',
    /00002-of-00002\.gguf is cut off/,
  ],
]

const counting = (change: (model: RawModel) => void) =>
  changed((model) => {
    addNextTokenBlock(model, true)
    change(model)
  })
const PREDICTING = 'deepseek32.nextn_predict_layers'
const BLOCKS: Case[] = [
  [
    'a predicting block that is not counted',
    counting(({ values }) => void values.delete(PREDICTING)),
    'damaged-model',
    /holds a block that predicts a further token \(blk\.2\.nextn\.\*\), but doesn't count it/,
  ],
  [
    'a layer that is counted as a predicting block',
    saying('nextn_predict_layers', Value.u32(1)),
    'damaged-model',
    /says that its last block predicts .* but lacks what that takes \(blk\.1\.nextn\.\*\)/,
  ],
]

const REFUSED: Case[] = [
  [
    'a tensor more',
    changed(({ tensors }) => void tensors.push({ ...tensors[1]!, name: 'extra.weight' })),
    'model-refused',
    /holds the tensor extra\.weight, which this version doesn't know/,
  ],
  [
    'a norm of the CPU in half precision',
    withTensor('blk.0.attn_norm.weight', (t) => Object.assign(t, { type: F16, data: t.data.subarray(0, 128) })),
    'unknown-tensor-type',
    /attn_norm\.weight as f16, .*needs f32/,
  ],
  [
    'weights in whole numbers',
    withTensor('blk.0.attn_k_b.weight', (t) => (t.type = I32)),
    'unknown-tensor-type',
    /attn_k_b\.weight as i32/,
  ],
  [
    'weights packed as activations',
    withTensor('blk.0.attn_q_a.weight', (t) => Object.assign(t, { type: Q8_1, data: Buffer.alloc(64 * 36) })),
    'unknown-tensor-type',
    /as q8_1/,
  ],
]

const folder = mkdtempSync(join(tmpdir(), 'sparselens-malformed-'))
afterAll(() => rmSync(folder, { recursive: true }))

let made = 0
async function loading(make: Maker): Promise<unknown> {
  const path = make(folder, `malformed-${made++}.gguf`)
  try {
    const model = await native().Model.load(path, { gpuLayers: 0, topK: 0 })
    model.close()
    return 'loaded'
  } catch (error) {
    return asEngineError(error)
  }
}

describe.each([
  ['a damaged file', HEADERS],
  ['keys', KEYS],
  ['numbers', NUMBERS],
  ['tensors', TENSORS],
  ['blocks', BLOCKS],
  ['a tokenizer', TOKENIZERS],
  ['a model of another kind', OTHER_KINDS],
  ['parts', SHARDS],
  ['what is refused at load', REFUSED],
])('%s', (_, cases) => {
  it.each(cases)('%s', async (_, make, code, sentence) => {
    const error = await loading(make)
    expect(error).toBeInstanceOf(EngineError)
    expect(error).toMatchObject({ code, message: expect.stringMatching(sentence), isAboutTheModel: true })
  })
})

describe('a file that is unusual, but right', () => {
  it.each([
    ['with experts', changed((model) => addExperts(model))],
    ['without a name', silentOn('general.name')],
    ['with numbers for each block', saying('attention.head_count', Value.i32s([4, 4]))],
    ['with more types than tokens', saying('tokenizer.ggml.token_type', Value.i32s(new Array(800).fill(1)))],
    ['with a padding token outside', saying('tokenizer.ggml.padding_token_id', Value.u32(4e9))],
    ['with top-k beyond all', saying('attention.indexer.top_k', Value.u32(4e9))],
    ['with a vocabulary size of its own', saying('vocab_size', Value.u32(5))],
    ['with tensors close together', aligned(1)],
    ['with tensors far apart', aligned(4096)],
    ['in shards', sharded(0, () => {})],
  ] satisfies [string, Maker][])('%s', async (_, make) => {
    expect(await loading(make)).toBe('loaded')
  })
})
