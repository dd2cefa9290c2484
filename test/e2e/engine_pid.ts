import { readFileSync } from 'node:fs'
import type { Running } from '../../electron/scripts/stage/launch'

/** The engine's process; undefined while none runs. */
export async function enginePid({ app }: Running): Promise<number | undefined> {
  const processes = await app.evaluate(({ app }) => app.getAppMetrics())
  return processes.find(({ name, serviceName }) => `${name}${serviceName}`.includes('SparseLens engine'))?.pid
}

/** Whether the engine holds a model's weights: the kernel knows which files it has mapped. */
export async function holdsModel(running: Running): Promise<boolean> {
  const pid = await enginePid(running)
  return pid !== undefined && /\.gguf$/m.test(readFileSync(`/proc/${pid}/maps`, 'utf8'))
}
