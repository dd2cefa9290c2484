import type { HashArguments } from './arguments'
import type { Engine } from './engine'
import type { Output } from './output'
import { hashStep, type Step } from './progress'

interface Around {
  engine: Engine
  output: Pick<Output, 'write'>
  progress: { show(step: Step): void; clear(): void }
  signal: AbortSignal
}

/** Prints what tells a model's files apart, each by its name; of several shards over all of them, in order. */
export async function printModelHash({ model }: HashArguments, around: Around): Promise<void> {
  const { engine, output, progress, signal } = around
  const onProgress = (done: number, total: number) => progress.show(hashStep(done, total))
  const { sha256, sampledSha256, name } = await engine.hashModel(model, { onProgress, signal })
  progress.clear()
  await output.write(`sha256          ${sha256}  ${name}\n`)
  if (sampledSha256) await output.write(`sampled-sha256  ${sampledSha256}  ${name}\n`)
}
