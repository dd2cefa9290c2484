import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { SMALL, writeRandomModel } from '../../../electron/cost/random_model'
import { native } from '../../../electron/engine/native'
import { builtInModel } from '../../../electron/models/builtin'

export interface BenchModel {
  name: string
  path: string
}

/** The built-in model's layers, of random numbers in Q8_0. */
const BUILT_IN_SHAPE = {
  ...SMALL,
  layers: 30,
  hidden: 576,
  heads: 9,
  queryRank: 576,
  keyRank: 576,
  rope: 192,
  nope: 64,
  value: 64,
  indexHeads: 4,
  indexDim: 256,
  topK: 256,
  denseLayers: 30,
  feedForward: 1536,
  vocabulary: 49152,
}

/** GLM's heads and indexer: 64 of 512 + 64, 32 x 128. */
const GLM_ATTENTION = { ...SMALL, heads: 64, queryRank: 2048, nope: 192, value: 256, indexHeads: 32 }

/**
 * V3.2's width and 64 of its 256 experts, in the types of Q4_K_M: what a file as people have it reads. Of the last layer
 * llama.cpp computes experts for the last token only, so there are two.
 */
const EXPERTS = {
  ...SMALL,
  layers: 2,
  hidden: 7168,
  denseLayers: 0,
  feedForward: 256,
  experts: 64,
  usedExperts: 8,
  expertFeedForward: 2048,
}
const ofQ4KM = (part: string) => (part === 'ffn_down_exps.weight' || part === 'output.weight' ? 'Q6_K' : 'Q4_K')

/** The same where experts are kept in few bits and the rest in more, as in the smallest files of it. */
const ofFewBits = (part: string) =>
  /ffn_(gate|up)_exps/.test(part) ? 'Q2_K' : part === 'ffn_down_exps.weight' ? 'Q3_K' : ofQ4KM(part)

/** What is measured: DeepSeek-V3.2's attention in a small random model, the built-in model, its shape in Q8_0, GLM's attention, and experts. */
export function benchModels(): BenchModel[] {
  // llama.cpp alone aborts on AMX machines if k_b and v_b have an ordinary type
  const valueType = native().cpuFeatures().includes('AMX_INT8') ? 'BF16' : 'Q8_0'
  const random = resolve(`build/bench/random-deepseek32-${valueType}.gguf`)
  if (!existsSync(random)) writeRandomModel(random, valueType)
  const shape = resolve(`build/bench/random-built-in-shape-${valueType}.gguf`)
  if (!existsSync(shape)) writeRandomModel(shape, valueType, BUILT_IN_SHAPE)
  const experts = resolve(`build/bench/random-experts-${valueType}.gguf`)
  if (!existsSync(experts)) writeRandomModel(experts, valueType, EXPERTS, ofQ4KM)
  const few = resolve(`build/bench/random-experts-few-bits-${valueType}.gguf`)
  if (!existsSync(few)) writeRandomModel(few, valueType, EXPERTS, ofFewBits)
  const glm = resolve(`build/bench/random-glm-dims-${valueType}.gguf`)
  if (!existsSync(glm)) writeRandomModel(glm, valueType, GLM_ATTENTION)
  return [
    { name: 'random, real dims', path: random },
    { name: 'built-in', path: resolve(builtInModel()) },
    { name: 'built-in shape, Q8_0', path: shape },
    { name: 'GLM attention dims', path: glm },
    { name: 'V3.2 experts, Q4_K_M', path: experts },
    { name: 'V3.2 experts, Q2_K and Q3_K', path: few },
  ]
}
