import { native } from '../../electron/engine/native'
import { physicalCores } from '../../electron/engine/threads'
import { builtInModel } from '../../electron/models/builtin'

/** How long a text of so many tokens takes to read at once, and so in parts of that size. */
export interface PrefillCost {
  tokens: number
  seconds: number
  tokensPerSecond: number
}

/** Reads one long text on the built-in model, watched as a document is, and looks at the clock on the way. */
export async function measurePrefill(lengths = [512, 1024, 2048, 3072, 4096, 6144]): Promise<PrefillCost[]> {
  const model = await native().Model.load(builtInModel(), { gpuLayers: 0, topK: 0 })
  const most = Math.max(...lengths)
  const context = await native().Context.create(model, { length: most + 256, threads: physicalCores() })
  const text = 'The harbour board met and spoke of rope, paint and lamps; the pier was not finished in time. '.repeat(
    most / 15,
  )
  const { ids } = await model.tokenize(text, false)
  context.beginDocument(
    Int32Array.from({ length: Math.floor(most / 20) * 2 }, (_, i) => Math.ceil(i / 2) * 20),
    1,
  )
  const costs: PrefillCost[] = []
  const started = performance.now()
  for (const tokens of lengths) {
    await context.evaluate(ids.subarray(context.length(), tokens), 'document')
    const seconds = (performance.now() - started) / 1000
    costs.push({ tokens, seconds, tokensPerSecond: tokens / seconds })
  }
  await context.close()
  model.close()
  return costs
}
