import { native } from '../../electron/engine/native'
import { physicalCores } from '../../electron/engine/threads'
import { builtInModel } from '../../electron/models/builtin'
import { PROSE, sentencesUpTo } from './prose'

/** How long a text of so many tokens takes to read at once, and so in parts of that size. */
export interface PrefillCost {
  tokens: number
  seconds: number
  tokensPerSecond: number
}

const LENGTHS = [512, 1024, 2048, 3072, 4096]

/** Reads one long text on the built-in model, watched as a document is, and looks at the clock on the way. */
export async function measurePrefill(): Promise<PrefillCost[]> {
  const model = await native().Model.load(builtInModel(), { gpuLayers: 0, topK: 0 })
  const most = Math.max(...LENGTHS)
  const context = await native().Context.create(model, { length: most + 256, threads: physicalCores() })
  const { ids } = await model.tokenize(PROSE, false)
  context.beginDocument(sentencesUpTo(most), 1)
  const costs: PrefillCost[] = []
  const started = performance.now()
  for (const tokens of LENGTHS) {
    await context.evaluate(ids.subarray(context.length(), tokens), 'document')
    const seconds = (performance.now() - started) / 1000
    costs.push({ tokens, seconds, tokensPerSecond: tokens / seconds })
  }
  await context.close()
  model.close()
  return costs
}
