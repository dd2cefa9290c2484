import { basename } from 'node:path'
import type { ModelLimit } from '../shared/ipc/layer_kinds'
import type { ModelFile } from './native'

type File = Pick<ModelFile, 'architecture' | 'unit' | 'unitTokens'> & Partial<Named>
type Named = Pick<ModelFile, 'name' | 'shards'>

/** Families whose layers remember what they read, in states or in keys that stand for several tokens. */
const REMEMBERS: Record<string, string> = {
  deepseek4: 'it keeps several tokens in one key',
  qwen4exp: 'its recurrent layers remember what they have read',
}

/** Families of which each key head chooses blocks for itself. */
export const doHeadsChoose = (architecture: string): boolean => architecture === 'minimax-m3'

/** What ggml-dsa attends to sparsely on every layer. */
const SPARSE_ON_CPU = new Set(['deepseek32', 'glm-dsa', 'hy_v4'])
/** And on the layers that choose. */
const PARTLY_SPARSE_ON_CPU = new Set(['dots3note', 'deepseek4'])

export const isSparseOnCpu = (architecture: string): boolean => SPARSE_ON_CPU.has(architecture)

/**
 * What a V3.2 lacks that was converted as the model before it, and what to do; undefined of any other model. The two
 * have the same numbers, so only names tell.
 */
export function lackingIndexers({ architecture, name = '', shards = [] }: Pick<File, 'architecture'> & Partial<Named>) {
  const isNamed = [name, basename(shards[0] ?? '')].some((one) => /v3[._-]?2(?!\d)/i.test(one))
  if (architecture !== 'deepseek2' || !isNamed) return undefined
  return 'This is DeepSeek-V3.2 without its lightning indexers (the tensors blk.*.indexer.*): it was converted as deepseek2, before llama.cpp kept them (May 2026). So every token enters attention, which costs more and is not how the model was trained. Get a conversion of the deepseek32 architecture, or convert the original again.'
}

/** What can't be done with a model, in the order in which one would meet it. Nothing with DeepSeek-V3.2. */
export function limitsOf(file: File): ModelLimit[] {
  const { architecture, unit, unitTokens } = file
  if (architecture === 'deepseek32') return []
  if (unit === '') {
    const lacking = lackingIndexers(file)
    const [lens, ...others] = DENSE
    return lacking ? [{ ...lens!, reason: `${lacking} Evidence is computed from attention mass.` }, ...others] : DENSE
  }
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
      reason: PARTLY_SPARSE_ON_CPU.has(architecture)
        ? 'On the CPU only the layers that choose are computed over what they chose; the others see all of theirs.'
        : `On the CPU llama.cpp computes this model’s attention over all tokens${doHeadsChoose(architecture) ? ' while it reads' : ''}, and leaves out afterwards.`,
    })
  }
  limits.push({
    what: 'plan',
    reason: 'How fast it is isn’t reckoned ahead, nor what it would hold on another machine’s GPUs.',
  })
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
  { what: 'plan', reason: 'How fast it is isn’t reckoned ahead, nor what it would hold on another machine’s GPUs.' },
]
