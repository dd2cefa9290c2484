import type { ModelLimit } from '../shared/ipc/layer_kinds'
import type { ModelFile } from './native'

type File = Pick<ModelFile, 'architecture' | 'unit' | 'unitTokens'>

/** Families whose layers remember what they read, in states or in keys that stand for several tokens. */
const REMEMBERS: Record<string, string> = {
  deepseek4: 'it keeps several tokens in one key',
  qwen4exp: 'its recurrent layers remember what they have read',
}

/** What ggml-dsa attends to sparsely on every layer. */
const SPARSE_ON_CPU = new Set(['deepseek32', 'glm-dsa'])

export const isSparseOnCpu = (architecture: string): boolean => SPARSE_ON_CPU.has(architecture)

/** What can't be done with a model, in the order in which one would meet it. Nothing with DeepSeek-V3.2. */
export function limitsOf({ architecture, unit, unitTokens }: File): ModelLimit[] {
  if (architecture === 'deepseek32') return []
  if (unit === '') return DENSE
  const limits: ModelLimit[] = []
  const remembers = REMEMBERS[architecture]
  if (remembers) {
    limits.push({ what: 'leaveOut', reason: `A sentence can't be taken out of this model's sight: ${remembers}.` })
  }
  if (unit !== 'token') {
    const whole = unit === 'block' ? `blocks of ${unitTokens} tokens` : `keys that stand for ${unitTokens} tokens each`
    limits.push({
      what: 'force',
      reason: `Single tokens can't be made to enter: this model's indexers choose ${whole}.`,
    })
    limits.push({
      what: 'heads',
      reason: 'What each of the indexer’s heads scores is shown of indexers of tokens only.',
    })
  }
  if (!isSparseOnCpu(architecture)) {
    limits.push({
      what: 'speed',
      reason: 'On the CPU llama.cpp computes this model’s attention over all tokens, and leaves out afterwards.',
    })
  }
  limits.push({ what: 'plan', reason: 'Memory and speed are reckoned ahead for deepseek32 models only.' })
  return limits
}

const DENSE: ModelLimit[] = [
  {
    what: 'lens',
    reason:
      'This model has no indexers: every token enters attention, so there is no selection to show. Evidence is computed from attention mass.',
  },
  { what: 'force', reason: 'Nothing can be made to enter attention: everything does.' },
  { what: 'heads', reason: 'There are no indexer’s heads.' },
  { what: 'plan', reason: 'Memory and speed are reckoned ahead for deepseek32 models only.' },
]
