import { describe, expect, it } from 'vitest'
import { attentionKind } from '../../../../electron/engine/attention_kind'
import { limitsOf } from '../../../../electron/engine/model_limits'
import { evidenceLayers } from '../../../../electron/summarize/retrieval_layers'

const limited = (architecture: string, unit: 'token' | 'entry' | 'block' | '', unitTokens = 1) =>
  limitsOf({ architecture, unit, unitTokens }).map(({ what }) => what)

describe('what a model can’t do', () => {
  it('is nothing for DeepSeek-V3.2', () => expect(limited('deepseek32', 'token')).toEqual([]))

  it('is told by how its layers work, each with a sentence', () => {
    expect(limited('glm-dsa', 'token')).toEqual(['plan'])
    expect(limited('hy_v4', 'token')).toEqual(['plan'])
    expect(limited('dots3note', 'token')).toEqual(['speed', 'plan'])
    expect(limited('deepseek4', 'entry', 8)).toEqual(['leaveOut', 'force', 'heads', 'speed', 'plan'])
    expect(limited('minimax-m3', 'block', 16)).toEqual(['force', 'heads', 'speed', 'plan'])
    expect(limited('llama', '')).toEqual(['lens', 'force', 'heads', 'plan'])
    const [, force] = limitsOf({ architecture: 'qwen4exp', unit: 'block', unitTokens: 4 })
    expect(force?.reason).toBe("Single tokens can't be made to enter: this model's indexers choose blocks of 4 tokens.")
  })

  it('names what a V3.2 lacks that was converted as the model before it', () => {
    const dense = (name: string, file = 'model.gguf', architecture = 'deepseek2') =>
      limitsOf({ architecture, unit: '', unitTokens: 1, name, shards: [`/models/${file}`] })[0]!.reason
    const lacking = /without its lightning indexers \(the tensors blk\.\*\.indexer\.\*\).*conversion of the deepseek32/
    expect(dense('DeepSeek V3.2 Exp')).toMatch(lacking)
    expect(dense('', 'DeepSeek-V3_2-Exp-Q4_K_M-00001-of-00009.gguf')).toMatch(lacking)
    for (const other of ['DeepSeek V3', 'DeepSeek V3.1', 'DeepSeek R1 0528', 'V3.24']) {
      expect(dense(other)).not.toMatch(lacking)
    }
    expect(dense('Something V3.2', 'a.gguf', 'llama')).not.toMatch(lacking)
  })

  it('decides what is said of its attention on the CPU', () => {
    const dsa = { name: 'DSA', description: 'sparse attention, avx512', kind: 'accelerator' as const }
    const devices = [{ ...dsa, freeBytes: 0, totalBytes: 0 }]
    const sparse = (architecture: string, unit: 'token' | '') =>
      attentionKind(devices, false, { architecture, unit }).sparse
    expect(sparse('deepseek32', 'token')).toBe(true)
    expect(sparse('glm-dsa', 'token')).toBe(true)
    expect(sparse('hy_v4', 'token')).toBe(true)
    expect(sparse('qwen4exp', 'token')).toBe(false)
    expect(sparse('llama', '')).toBe(false)
  })
})

describe('layers of evidence', () => {
  it('are those that retrieve, else those that choose, else all', () => {
    expect([...evidenceLayers({ retrievalLayers: [2], indexLayers: [1, 2], layers: 4 })]).toEqual([2])
    expect([...evidenceLayers({ retrievalLayers: [], indexLayers: [1, 2], layers: 4 })]).toEqual([1, 2])
    expect([...evidenceLayers({ retrievalLayers: [], layers: 3 })]).toEqual([0, 1, 2])
  })
})
